// The servers and proxies that the chaos server can play, each so much faster than it is that nobody has to wait.
import type { Fault } from "./faults.js";

const server = (like: string, scale: number, more: Partial<Fault> = {}): Fault => ({
  id: `as-${like}`,
  path: `/as?like=${like}&scale=${scale}`,
  scale,
  ...more,
});

/** Fast enough to be waited for, and slow enough to tell 60 s from the 55 s of another, whatever a browser's clock does. */
const MINUTE = 15;

export const SERVERS: readonly Fault[] = [
  server("nginx-idle", MINUTE),
  server("alb-idle", MINUTE),
  server("heroku-idle", MINUTE),
  server("cloudflare-idle", 40),
  server("jetty-idle", 10),
  server("cowboy-idle", 20),
  server("bandit-idle", 20),
  server("uwebsockets-idle", 40),
  server("api-gateway-idle", 200),
  server("api-gateway-lifetime", 2400),
  server("google-lifetime", 10),
  server("daphne-timeout", 28_800),
  server("websockets-keepalive", 20),
  server("uvicorn-shutdown", 5),
  server("uvicorn-crash", 1, { says: [{ at: 500, text: "hello" }] }),
  server("caddy-reload", 5),
  server("bandit-shutdown", 5),
];
