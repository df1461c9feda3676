// The badge of README.md.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Badge } from "./badge.jsx";
import { client, server } from "./client.js";

test("the badge shows what README.md says", async () => {
  render(<Badge />);
  const connection = await server.nextConnection();
  act(() => client.send("kept"));
  expect(screen.getByRole("status").textContent).toBe("connecting, 1 unsent");
  act(() => connection.accept());
  expect(screen.getByRole("status").textContent).toBe("online");
  act(() => connection.close(1008));
  fireEvent.click(screen.getByText("Try again"));
  act(() => server.connections[1].accept());
  expect(screen.getByRole("status").textContent).toBe("online");
});
