// The table of topics. Each has a name, a sentence, and how to measure it: `run(bench)` resolves to
// `{ tables, figures }`, the figures being what the tables were made of. `bench` is lib/bench.mjs's;
// a topic that needs no browser is given none.

export const topics = [
  {
    name: "weight",
    what: "what a page has to load",
    browser: false,
  },
  {
    name: "construction",
    what: "a client's first construction in a page, and later ones",
    browser: true,
  },
  {
    name: "message",
    what: "a message's way from the browser's event to the listener",
    browser: true,
  },
  {
    name: "send",
    what: "a call of send while open",
    browser: true,
  },
  {
    name: "behaviour",
    what: "what each client does when things go wrong",
    browser: true,
  },
  {
    name: "memory",
    what: "the heap that an open client takes, and that an ended one leaves behind",
    browser: true,
  },
].map((topic) => ({
  ...topic,
  run: async (bench) => (await import(`./topics/${topic.name}.mjs`)).run(bench),
}));
