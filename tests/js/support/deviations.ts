// What is skipped, where, and why: the one table of all that engines are known to do otherwise than the standards.
// A skipped test counts as pending.
import { Fake } from "./fake-chaos.js";

const ENGINES = { chromium: /Chrome/, firefox: /Firefox/, webkit: /^(?!.*Chrome).*AppleWebKit/ };

type Engine = keyof typeof ENGINES;

/** Of the platform's class alone: Client keeps to the standard there, and its tests run. */
const OF_THE_CLASS = {
  "[Clamp] of a close code": {
    chromium: "truncates 4999.5",
    webkit: "truncates 4999.5",
  },
  "an explicit undefined for a close code": {
    chromium: "takes it for 0",
    webkit: "does not look at the length of the reason then",
  },
  "the empty URL": {
    firefox: "refuses it",
  },
  "bufferedAmount after the close": {
    webkit: "counts the header and the mask of a frame that is never made, of 6 to 14 bytes",
  },
  "bufferedAmount of an open connection": {
    fake: "is what the test sets, whatever is sent",
  },
} satisfies Record<string, Deviations>;

/** Of what lies below any class of JavaScript: Client cannot but do as the platform's class. */
const OF_THE_NETWORK = {
  "a subprotocol that nobody asked for": {
    firefox: "opens the connection",
  },
  "the codes 1012 to 1014": {
    webkit: "WebKitGTK (libsoup) takes the Close frame for an error: 1006, and not clean",
  },
} satisfies Record<string, Deviations>;

type Deviations = Partial<Record<Engine | "fake", string>>;
type Deviation = keyof typeof OF_THE_CLASS | keyof typeof OF_THE_NETWORK;

/** `it`, or `it.skip` where what is tested is known to be otherwise. */
export function itUnless(deviation: Deviation, Class?: typeof WebSocket): Mocha.TestFunction {
  const found: Deviations = { ...OF_THE_CLASS, ...OF_THE_NETWORK }[deviation];
  const isConcerned = deviation in OF_THE_NETWORK || Class === WebSocket;
  const isSkipped = Class === Fake ? found.fake : isConcerned && found[engine()];
  return (isSkipped ? it.skip : it) as Mocha.TestFunction;
}

function engine(): Engine {
  const names = Object.keys(ENGINES) as Engine[];
  const found = names.find((name) => ENGINES[name].test(navigator.userAgent));
  if (!found) throw new Error(`no engine is known for ${navigator.userAgent}`);
  return found;
}
