use crate::{
    client::Client,
    http::{answer, connections},
    server,
};

/// Each with the parameter that the error must name.
const BAD: &[(&str, &str)] = &[
    ("/echo?fragments=0", "fragments"),
    ("/echo?fragments=many", "fragments"),
    ("/close?code=1005", "code"),
    ("/close?code=1006", "code"),
    ("/close?code=999", "code"),
    ("/close?code=2000", "code"),
    ("/close?code=5000", "code"),
    ("/close?code=70000", "code"),
    ("/close?after=-1", "after"),
    ("/close?cod=1000", "cod"),
    ("/close?code=1000&code=1001", "code"),
    ("/raw-close", "code"),
    ("/raw-close?code=65536", "code"),
    ("/raw-close?body=full", "body"),
    ("/raw-close?body=empty&code=1000", "code"),
    ("/reset", "at"),
    ("/reset?at=noon", "at"),
    ("/idle-timeout", "for"),
    ("/idle-timeout?for=1&direction=up", "direction"),
    ("/idle-timeout?for=1&code=1001", "code"),
    ("/lifetime", "for"),
    ("/lifetime?for=soon", "for"),
    ("/lifetime?for=1&end=reset&reason=none", "reason"),
    ("/lifetime?for=1&end=close&code=1006", "code"),
    ("/as", "like"),
    ("/as?like=nobody", "like"),
    ("/as?like=jetty-idle&scale=0", "scale"),
    ("/announce", "message"),
    ("/announce?message=", "message"),
    ("/announce?message=m&end=politely", "end"),
    ("/announce?message=m&end=fin&code=1000", "code"),
    ("/echo?cors=maybe", "cors"),
    ("/refuse", "status"),
    ("/refuse?status=200", "status"),
    ("/refuse?status=429&retry-after=soon", "retry-after"),
    ("/violate", "kind"),
    ("/violate?kind=politely", "kind"),
    ("/flood?size=1", "count"),
    ("/flood?count=1", "size"),
    ("/flood?count=1&size=1&binary=yes", "binary"),
    ("/slow?rate=0", "rate"),
    ("/flap?times=1", "key"),
    ("/flap?key=k", "times"),
    ("/down?key=&for=1", "key"),
    ("/down?key=k", "for"),
    ("/heartbeat", "answers"),
    ("/status?code=x", "code"),
    ("/auth?mode=magic", "mode"),
    ("/auth?mode=query&deny=500", "deny"),
    ("/auth?deny=401", "deny"),
];

#[tokio::test]
async fn a_bad_parameter_is_a_400_that_names_it() {
    let server = server().await;
    for (target, parameter) in BAD {
        let mut client = Client::ask(server, target).await;
        let answer = answer(&mut client).await;
        assert_eq!(answer.status, 400, "{target}");
        let body = answer.json();
        assert_eq!(body["parameter"], *parameter, "{target}");
        let error = body["error"].as_str().expect("an error");
        assert!(
            error.contains(&format!("parameter {parameter}: expected ")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_reason_of_124_bytes_is_refused() {
    let server = server().await;
    let reason = "r".repeat(124);
    for path in ["/close?code=4000", "/raw-close?code=4000"] {
        let mut client = Client::ask(server, &format!("{path}&reason={reason}")).await;
        let answer = answer(&mut client).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.json()["parameter"], "reason");
    }
}

#[tokio::test]
async fn a_bad_parameter_leaves_no_record() {
    let server = server().await;
    let mut client = Client::ask(server, "/close?client=wrong&code=1").await;
    client.rest().await;
    assert!(connections(server, "wrong").await.is_empty());
}

#[tokio::test]
async fn a_client_may_mark_its_urls() {
    Client::open(server().await, "/echo?x-attempt=3").await;
}
