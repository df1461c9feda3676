import { EventEmitter, on } from "node:events";
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { RETRY, testInside, testWithClient } from "./support/course.mjs";
import { runRecipe } from "./support/recipe.mjs";
import { startServer } from "./support/server.mjs";

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: { greeting: { type: GraphQLString, resolve: () => "hello" } },
  }),
  subscription: new GraphQLObjectType({
    name: "Subscription",
    fields: { ticks: { type: GraphQLString, subscribe: ticks, resolve: (tick) => tick } },
  }),
});

/** A first one, and no end. */
async function* ticks() {
  yield "tick";
  await new Promise(() => {});
}

async function start(replace) {
  const server = await startServer((sockets) => useServer({ schema }, sockets));
  const { client, said } = await runRecipe("graphql-ws", ["client"], {
    "wss://example.com/graphql": server.url,
    "retryAttempts:": `retryWait: () => new Promise((resolve) => setTimeout(resolve, ${RETRY})), retryAttempts:`,
    ...replace,
  });
  const told = new EventEmitter();
  const ticks = on(told, "tick");
  // graphql-ws subscribes again on each new connection.
  client.subscribe(
    { query: "subscription { ticks }" },
    { next: () => told.emit("tick"), error: () => {}, complete: () => {} },
  );
  return { server, said, roundTrip: () => ticks.next(), end: () => client.dispose() };
}

testInside("graphql-ws", start);
testWithClient("graphql-ws", start);
