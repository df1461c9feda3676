use std::{borrow::Cow, fmt, io};

use super::close;
use crate::{
    frame::close_body,
    query::{BadParameter, Query, bad},
    socket::Socket,
};

/// How an open connection is ended.
#[derive(Clone, Debug)]
pub enum Ending {
    Fin,
    Reset,
    Close {
        code: u16,
        reason: Cow<'static, str>,
    },
}

/// What the parameter `end` names.
#[derive(Clone, Copy)]
pub enum End {
    Fin,
    Reset,
    Close,
}

impl Ending {
    /// Takes `end`, and `code` and `reason` for a Close frame.
    pub fn parse(query: &mut Query, default: End) -> Result<Self, BadParameter> {
        let choices = [
            ("fin", End::Fin),
            ("reset", End::Reset),
            ("close", End::Close),
        ];
        match query.choice("end", &choices)?.unwrap_or(default) {
            End::Fin => without_frame(query, Self::Fin),
            End::Reset => without_frame(query, Self::Reset),
            End::Close => Ok(Self::Close {
                code: close::lawful_code(query)?,
                reason: close::reason(query)?.into(),
            }),
        }
    }

    pub async fn carry_out(&self, socket: Socket) -> io::Result<()> {
        match self {
            Self::Fin => socket.finish().await,
            Self::Reset => socket.reset(),
            Self::Close { code, reason } => {
                socket.close(&close_body(*code, reason.as_bytes())).await
            }
        }
    }
}

/// As README.md shows it.
impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fin => write!(f, "FIN"),
            Self::Reset => write!(f, "RST"),
            Self::Close { code, reason } if reason.is_empty() => write!(f, "{code}"),
            Self::Close { code, reason } => write!(f, "{code} \"{reason}\""),
        }
    }
}

/// A code that would not be sent must not seem to be.
fn without_frame(query: &mut Query, ending: Ending) -> Result<Ending, BadParameter> {
    for parameter in ["code", "reason"] {
        if let Some(given) = query.text(parameter) {
            return Err(bad(parameter, "none without end=close", Some(given)));
        }
    }
    Ok(ending)
}
