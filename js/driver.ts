// Tells a session what happens, and sees to it that what it decides is carried out: in order, and in time.
import { Tell } from "./tell.js";
import * as wasm from "./wasm.js";

/** @internal The states of src/session/io.rs. */
export enum At {
  Open = 2,
  Ended = 6,
}

/** @internal What became of a message; below `NotOpen` it was taken. */
export enum Sent {
  NotOpen = 2,
  Full,
  TooBig,
  Ended,
}

/** The longest span that `setTimeout` can count, in ms. */
const LONGEST = 2 ** 31 - 1;

/**
 * @internal Drives a session. It is configured first, by its address, then started. `effects` carry out and tell,
 * in the order of the outputs' numbers.
 */
export function drive(effects: ((first: number) => unknown)[]) {
  /** 0 once it is forgotten, for another may have the address then. */
  let id = wasm.create();
  let seen = Date.now();
  let elapsed = 0;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let due = Infinity;
  let isDeferred = false;
  let isTelling = false;

  /** A clock that runs on while the machine sleeps (`performance.now` may not), and never runs back. */
  const now = () => {
    const last = seen;
    seen = Date.now();
    elapsed += Math.max(seen - last, 0);
    return elapsed;
  };

  const poll = (effectsOnly: boolean) => {
    for (let output = 1; output; ) {
      output = wasm.poll(id, +effectsOnly);
      if (output) effects[(output % 32) - 1]?.((output / 32) >>> 0);
    }
    // One timer, for the earliest deadline; set again only for an earlier one.
    const at = wasm.timeout(id);
    if (at >= due) return;
    clearTimeout(alarm);
    due = at;
    alarm = setTimeout(
      () => {
        due = Infinity;
        happened(Tell.Wake);
      },
      Math.min(at - now(), LONGEST),
    );
  };

  /**
   * Carries out and tells everything. Called again from inside a user's listener, it leaves the notices to
   * the call already under way, so that they keep their order.
   */
  const tellAll = () => {
    if (isTelling) return poll(true);
    isTelling = true;
    poll(false);
    isTelling = false;
  };

  /** Tells of what is part of carrying something out. */
  const note = (kind: Tell, a = 0, b = 0, c = 0) => wasm.tell(id, kind, now(), a, b, c);

  /** What the browser told. Returns whether all has been told that follows from it. */
  const happened = (kind: Tell, a?: number, b?: number, c?: number) => {
    note(kind, a, b, c);
    tellAll();
    return !isTelling;
  };

  /** A user's call: its effects are carried out, its notices come in a task of their own. */
  const call = (kind: Tell, a?: number, b?: number) => {
    const answer = note(kind, a, b);
    poll(true);
    if (!isTelling && !isDeferred && wasm.status(id) & 8) {
      isDeferred = true;
      setTimeout(() => {
        isDeferred = false;
        tellAll();
      });
    }
    return answer;
  };

  /** What is used of the session's features, in its order. */
  const start = (features: unknown[]) => {
    const bits = features.reduce<number>((bits, on, place) => bits | (+!!on << place), 0);
    wasm.start(id, bits, Math.random() * 2 ** 53, now());
  };

  const status = () => wasm.status(id);

  /** In the order of src/session/stats.rs; the last says whether there is one more. */
  const stats = () =>
    Array.from(new BigUint64Array(wasm.memory.buffer, wasm.stats(id, now()), 18), Number);

  const forget = () => {
    clearTimeout(alarm);
    wasm.forget(id);
    id = 0;
  };

  return [id, note, happened, call, start, status, stats, forget] as const;
}
