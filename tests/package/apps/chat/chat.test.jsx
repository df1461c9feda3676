import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { FakeServer } from "closewise/testing";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Chat } from "./src/chat.tsx";
import { createConnection } from "./src/connection.ts";

let server;
let connection;

beforeEach(() => {
  server = new FakeServer();
  vi.stubGlobal("WebSocket", server.WebSocket);
  const getToken = async ({ fresh }) => (fresh ? "fresh" : "stale");
  connection = createConnection("wss://example.com/chat", getToken);
  // React mounts every component twice: the client is opened, closed, and opened again.
  render(<Chat connection={connection} />, { wrapper: StrictMode });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const status = () => screen.getByRole("status").textContent;

/** The next connection that the app makes, accepted. */
async function accepted() {
  const next = await act(() => server.nextConnection());
  act(() => next.accept());
  return next;
}

function say(text) {
  fireEvent.change(screen.getByRole("textbox"), { target: { value: text } });
  fireEvent.click(screen.getByText("Send"));
}

test("a message goes there, and another one comes", async () => {
  say("early");
  expect(status()).toContain("1 unsent");
  const wire = await accepted();
  expect(status()).toBe("open");
  expect(await wire.nextMessage()).toBe('{"type":"say","text":"early"}');
  expect(screen.getByRole("note").textContent).toBe("sent: early");
  act(() => wire.send('{"type":"said","id":1,"from":"Ada","text":"hello"}'));
  expect(screen.getByRole("listitem").textContent).toBe("Ada: hello");
  act(() => wire.send('{"type":"said"}'));
  expect(screen.getByRole("note").textContent).toBe("3 wrong");
});

test("a token that is refused is replaced", async () => {
  const wire = await accepted();
  expect(wire.url).toBe("wss://example.com/chat?token=stale");
  act(() => wire.close(4001, "expired"));
  expect(status()).toMatch(/^waiting until \d+: .*4001/);
  expect((await accepted()).url).toBe("wss://example.com/chat?token=fresh");
  expect(status()).toBe("open");
});

test("whoever was shown out may try again", async () => {
  const wire = await accepted();
  act(() => wire.close(1008, "not you"));
  expect(status()).toContain("1008");
  fireEvent.click(screen.getByText("Try again"));
  await accepted();
  expect(status()).toBe("open");
});

test("what was not sent by the logout is given back", async () => {
  say("too late");
  await act(async () => fireEvent.click(screen.getByText("Log out")));
  expect(screen.getByRole("log").textContent).toBe("too late");
  expect(connection.snapshot).toMatchObject({ state: "ended", queued: 0 });
});
