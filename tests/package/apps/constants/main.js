import { CloseCode } from "closewise";

console.log(CloseCode.GOING_AWAY);
