use std::{fmt, time::Duration};

use super::ending::{End, Ending};
use crate::{
    query::{BadParameter, Query},
    traffic::Direction,
    visit::{Plan, plan},
};

pub fn idle_timeout(query: &mut Query) -> Result<Plan, BadParameter> {
    let span = query.required_millis("for")?;
    let direction = query
        .choice(
            "direction",
            &[
                ("inbound", Direction::Inbound),
                ("outbound", Direction::Outbound),
                ("both", Direction::Both),
            ],
        )?
        .unwrap_or(Direction::Inbound);
    let ending = Ending::parse(query, End::Fin)?;
    Ok(end_at(Moment::Silence(direction, span), ending))
}

pub fn lifetime(query: &mut Query) -> Result<Plan, BadParameter> {
    let span = query.required_millis("for")?;
    let ending = Ending::parse(query, End::Fin)?;
    Ok(end_at(Moment::Age(span), ending))
}

/// When a connection is ended that echoes until then.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// So long after it has opened, busy or not.
    Age(Duration),
    /// When no byte has gone in this direction for so long: frames of every kind count.
    Silence(Direction, Duration),
    /// In place of the first echo.
    Message,
}

impl Moment {
    /// The same, so many times as soon.
    pub fn sooner(self, times: u32) -> Self {
        match self {
            Self::Age(span) => Self::Age(span / times),
            Self::Silence(direction, span) => Self::Silence(direction, span / times),
            Self::Message => Self::Message,
        }
    }
}

/// As README.md shows it.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Age(span) => write!(f, "{} s after it has opened", span.as_secs()),
            Self::Silence(direction, span) => {
                let where_to = match direction {
                    Direction::Inbound => "to the client",
                    Direction::Outbound => "from the client",
                    Direction::Both => "either way",
                };
                write!(f, "{} s without a byte {where_to}", span.as_secs())
            }
            Self::Message => write!(f, "on the first message"),
        }
    }
}

pub fn end_at(moment: Moment, ending: Ending) -> Plan {
    plan(async move |mut visit| {
        let traffic = visit.wire.watch();
        let mut socket = visit.accept().await?;
        let stays = match moment {
            Moment::Age(span) => socket.echo_until(tokio::time::sleep(span)).await?,
            Moment::Silence(direction, span) => {
                socket.echo_until(traffic.silence(direction, span)).await?
            }
            Moment::Message => socket.next().await.is_some(),
        };
        if stays {
            ending.carry_out(socket).await
        } else {
            socket.finish().await
        }
    })
}
