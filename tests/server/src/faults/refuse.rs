use crate::{
    query::{BadParameter, Query},
    response::Response,
    visit::{Plan, plan},
};

pub fn refuse(query: &mut Query) -> Result<Plan, BadParameter> {
    let status = query.required_choice(
        "status",
        &[
            ("400", 400),
            ("401", 401),
            ("403", 403),
            ("404", 404),
            ("429", 429),
            ("500", 500),
            ("503", 503),
        ],
    )?;
    let retry_after = query.number::<u32>("retry-after", "a number of seconds")?;
    let mut response = Response::new(status);
    if let Some(seconds) = retry_after {
        response = response.header("Retry-After", seconds.to_string());
    }
    Ok(plan(async move |visit| visit.refuse(response).await))
}

pub fn redirect(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| {
        // With the query, so that a client that follows is recorded.
        let location = match visit.head.query.as_str() {
            "" => "/echo".to_owned(),
            query => format!("/echo?{query}"),
        };
        let response = Response::new(302).header("Location", location);
        visit.refuse(response).await
    }))
}
