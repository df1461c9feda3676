/** @internal What a session can be told, and the numbers that go with it; the order is that of src/export/input.rs. */
export enum Tell {
  Open,
  /** The code; 0 for none. */
  Close,
  Reconnect,
  Abort,
  /** The generation; so also for those below that speak of a provider or a socket. */
  Provided,
  Threw,
  Invalid,
  Opened,
  Errored,
  /** The generation, the amount. */
  Buffered,
  Online,
  Offline,
  Frozen,
  Resumed,
  Wake,
  NotDialed,
  NotJudged,
  /** The verdict is in the cells. */
  Judged,
  /** The generation, the size in bytes, the message; so also for the next two. */
  Received,
  Pong,
  Accepted,
  /** The verdict is in the cells. */
  Refused,
  /** The generation, `bufferedAmount`, the close as `packed`. */
  Closed,
  /** The message, its size in bytes. */
  Send,
  /** The time to live is in the first cell. */
  SendWithin,
}
