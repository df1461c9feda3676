import { DiagnosingWebSocket } from "closewise";

/** Every socket that a recipe's library has made. */
export const made = [];

/** The class as it is handed to a library, but for the record. */
export class Recorded extends DiagnosingWebSocket {
  constructor(...given) {
    super(...given);
    made.push(this);
  }
}
