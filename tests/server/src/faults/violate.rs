use crate::{
    frame::{self, FIN, frame},
    query::{BadParameter, Query},
    visit::{Plan, plan},
};

pub fn violate(query: &mut Query) -> Result<Plan, BadParameter> {
    let violation = query.required_choice::<fn() -> Vec<u8>>(
        "kind",
        &[
            ("masked", || {
                frame::masked(FIN | frame::TEXT, b"masked", [1, 2, 3, 4])
            }),
            ("reserved-bits", || {
                frame(FIN | frame::RSV1 | frame::TEXT, b"reserved")
            }),
            ("bad-opcode", || frame(FIN | frame::UNDEFINED, b"opcode 3")),
            ("invalid-utf8", || {
                frame(FIN | frame::TEXT, &[b'a', 0xc3, 0x28])
            }),
            ("oversized-control", || {
                frame(FIN | frame::PING, &[b'x'; 126])
            }),
            ("orphan-continuation", || {
                frame(FIN | frame::CONTINUATION, b"orphan")
            }),
        ],
    )?;
    let after = query.millis("after")?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        if socket.read_for(after).await {
            socket.send_raw(&violation()).await?;
        }
        socket.finish_when_ended().await
    }))
}
