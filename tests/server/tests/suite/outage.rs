use std::time::Duration;

use crate::{
    client::{Client, End, within},
    server,
};

#[tokio::test]
async fn a_flapping_server_drops_so_many_times_and_then_serves() {
    let server = server().await;
    let target = "/flap?key=k&up=0&times=3";
    for _ in 0..3 {
        let mut client = Client::open(server, target).await;
        assert_eq!(client.rest().await, (vec![], End::Fin));
    }
    let mut client = Client::open(server, target).await;
    client.send_text("still there").await;
    assert_eq!(client.text().await, "still there");
}

#[tokio::test]
async fn a_flapping_server_serves_while_it_is_up() {
    let mut client = Client::open(server().await, "/flap?key=k&up=1000&times=1").await;
    client.send_text("quick").await;
    assert_eq!(client.text().await, "quick");
    client.hears_nothing().await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
}

#[tokio::test]
async fn keys_flap_apart() {
    let server = server().await;
    for key in ["a", "b"] {
        let mut client = Client::open(server, &format!("/flap?key={key}&times=1")).await;
        assert_eq!(client.rest().await, (vec![], End::Fin));
    }
}

#[tokio::test]
async fn a_server_that_is_down_resets_every_attempt_until_it_is_up() {
    let server = server().await;
    let target = "/down?key=k&for=500";
    let mut attempts = 0;
    let mut client = within(async {
        loop {
            let mut client = Client::ask(server, target).await;
            match client.peek().await {
                Ok(()) => return client,
                Err(end) => assert_eq!(end, End::Rst),
            }
            attempts += 1;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    assert!(attempts >= 2, "{attempts}");
    client.head().await;
    client.send_text("up?").await;
    assert_eq!(client.text().await, "up?");
}
