// What the page shows before anything was pressed: the first step of the tour some seconds in, with a diagnosis that the
// package makes where the page is made.
import { diagnose } from "closewise";
import type { Scene } from "./duel/scene.js";
import { STEPS } from "./tour/steps.js";

const OPENED = 40;
const CLOSED = 1540;
const NOW = 6200;
const DELAY = 14_200;

export function exampleScene(): Scene {
  const [{ fault }] = STEPS as [(typeof STEPS)[number]];
  const close = { code: 1012, reason: "", wasClean: true };
  const diagnosis = diagnose(close, { opened: true, uptime: CLOSED - OPENED });
  const closed = { code: close.code, reason: "", clean: "true" };
  return {
    fault,
    rival: "websocket",
    now: NOW,
    isStopped: false,
    ours: {
      spans: [
        { kind: "connecting", from: 0, to: OPENED },
        { kind: "open", from: OPENED, to: CLOSED },
        { kind: "waiting", from: CLOSED, until: CLOSED + DELAY, mark: "waiting" },
      ],
      told: [
        { at: OPENED, kind: "open", values: {}, count: 1 },
        { at: CLOSED, kind: "close", values: closed, count: 1, mark: "waiting" },
        { at: CLOSED, kind: "retry", values: { attempt: 1, delay: DELAY }, count: 1 },
      ],
    },
    theirs: {
      spans: [
        { kind: "connecting", from: 0, to: OPENED },
        { kind: "open", from: OPENED, to: CLOSED },
        { kind: "ended", from: CLOSED },
      ],
      told: [
        { at: OPENED, kind: "open", values: {}, count: 1 },
        { at: CLOSED, kind: "close", values: closed, count: 1 },
      ],
    },
    closes: [
      {
        ...close,
        diagnosis,
        synthetic: false,
        heard: false,
        handed: { messages: 0, bytes: 0 },
        inDoubt: 0,
        uptime: CLOSED - OPENED,
      },
    ],
    state: "waiting",
    attempt: 1,
    ended: undefined,
    wire: { what: "frame", after: CLOSED, code: 1012, reason: "" },
  };
}
