// Two clients on the same fault, each with a name and a key of its own, so that both meet the same.
import { type Connection, connectionsOf } from "../chaos.js";
import type { Fault } from "../faults/faults.js";
import { suspectsAt } from "../faults/scaled.js";
import { wireOf } from "../faults/wire.js";
import { type Ours, startOurs } from "./ours.js";
import type { Rival } from "./rivals.js";
import type { Scene } from "./scene.js";
import type { Side, Try } from "./side.js";
import { Recorder } from "./track.js";

/** After so long both are closed: a page that was left alone keeps no server busy. */
export const LONGEST = 180_000;

export class Duel {
  readonly fault: Fault;
  readonly rival: Rival;
  readonly ours: Ours;
  readonly oursTold: Recorder;
  readonly theirsTold: Recorder;
  /** What the chaos server calls the two. */
  readonly ids: { readonly ours: string; readonly theirs: string };
  /** What the server saw of closewise's connections. */
  connections: readonly Connection[] = [];
  /** When it was stopped, in ms since it began. */
  stoppedAt: number | undefined;

  readonly #began = performance.now();
  readonly #chaos: string;
  readonly #changed: () => void;
  readonly #timers: number[] = [];
  #theirs: Side | undefined;
  #isAsking = false;

  constructor(fault: Fault, rival: Rival, chaos: string, changed: () => void) {
    this.fault = fault;
    this.rival = rival;
    this.#chaos = chaos;
    this.#changed = changed;
    const name = Math.random().toString(36).slice(2);
    this.ids = { ours: `${name}-closewise`, theirs: `${name}-${rival.id}` };
    this.oursTold = new Recorder(() => this.now, changed);
    this.theirsTold = new Recorder(() => this.now, changed);
    this.ours = startOurs(
      { address: this.#addressFor(this.ids.ours), recorder: this.oursTold },
      { suspects: suspectsAt(fault.scale ?? 1), ...fault.options },
      fault.provide !== undefined,
    );
    this.ours.client.addEventListener("close", () => void this.#ask());
    void this.#startTheirs();
    for (const { at, text } of fault.says ?? []) this.#later(at, () => this.#say(text));
    this.#later(LONGEST, () => this.stop());
    this.#timers.push(window.setInterval(() => void this.#ask(), 500));
  }

  /** In ms since it began; stands still once it was stopped. */
  get now(): number {
    return this.stoppedAt ?? performance.now() - this.#began;
  }

  get scene(): Scene {
    const { client, closes, ended } = this.ours;
    const [first] = this.connections;
    return {
      fault: this.fault,
      rival: this.rival.id,
      now: this.now,
      isStopped: this.stoppedAt !== undefined,
      ours: this.oursTold,
      theirs: this.theirsTold,
      closes,
      state: client.state,
      attempt: client.attempt,
      ended,
      wire: first && wireOf(first, this.fault),
    };
  }

  stop(): void {
    if (this.stoppedAt !== undefined) return;
    this.ours.stop();
    this.#theirs?.stop();
    this.stoppedAt = performance.now() - this.#began;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#changed();
  }

  async #startTheirs(): Promise<void> {
    const side = await this.rival.start({
      address: this.#addressFor(this.ids.theirs),
      recorder: this.theirsTold,
    });
    this.#theirs = side;
    if (this.stoppedAt !== undefined) side.stop();
  }

  #say(text: string): void {
    this.ours.send(text);
    this.#theirs?.send(text);
  }

  #later(delay: number, task: () => void): void {
    this.#timers.push(window.setTimeout(task, delay));
  }

  #addressFor(client: string): (attempt: Try) => string {
    const { path, provide } = this.fault;
    return (attempt) => {
      const chosen = (provide?.(attempt) ?? path).replace("KEY", client);
      return `${this.#chaos}${chosen}${chosen.includes("?") ? "&" : "?"}client=${client}`;
    };
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const connections = await connectionsOf(this.#chaos, this.ids.ours);
    this.#isAsking = false;
    if (JSON.stringify(connections) === JSON.stringify(this.connections)) return;
    this.connections = connections;
    this.#changed();
  }
}
