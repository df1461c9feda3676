// Sending and closing.
import type { Client } from "closewise";
import { byId } from "./dom.js";
import type { EventLog } from "./event-log.js";
import { complain, forgive } from "./field-error.js";

/** `present` gives the client at work, or throws if there is none yet. */
export function wireTalkForms(present: () => Client, log: EventLog): void {
  wireSendForm(present, log);
  wireCloseForm(present, log);
}

function wireSendForm(present: () => Client, log: EventLog): void {
  const message = byId("message", HTMLInputElement);
  const send = (data: string | ArrayBuffer) => {
    forgive(message);
    try {
      // Without a queue, `send` returns nothing, as the platform's.
      log.sent(present().send(data) ?? "sent", data);
    } catch (error) {
      complain(message, error);
    }
  };
  byId("send-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    send(message.value);
  });
  byId("send-binary", HTMLButtonElement).addEventListener("click", () =>
    send(new TextEncoder().encode(message.value).buffer),
  );
}

function wireCloseForm(present: () => Client, log: EventLog): void {
  const code = byId("close-code", HTMLInputElement);
  const reason = byId("close-reason", HTMLInputElement);
  const size = byId("reason-bytes", HTMLElement);
  reason.addEventListener("input", () => {
    size.textContent = `${new TextEncoder().encode(reason.value).length}/123 bytes`;
  });
  byId("close-form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    forgive(code, reason);
    try {
      const number = code.value.trim() === "" ? undefined : Number(code.value);
      present().close(number, reason.value === "" ? undefined : reason.value);
      log.add("close()", `${number ?? "no code"}${reason.value && `, “${reason.value}”`}`);
    } catch (error) {
      const isReason = error instanceof DOMException && error.name === "SyntaxError";
      complain(isReason ? reason : code, error);
    }
  });
}
