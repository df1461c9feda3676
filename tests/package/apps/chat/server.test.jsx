// @vitest-environment node
import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Chat } from "./src/chat.tsx";
import { createConnection } from "./src/connection.ts";

test("the chat is rendered where there is no WebSocket class", () => {
  vi.stubGlobal("WebSocket", undefined);
  const connection = createConnection("wss://example.com/chat", () => Promise.reject());
  expect(renderToString(<Chat connection={connection} />)).toContain(">idle<");
});
