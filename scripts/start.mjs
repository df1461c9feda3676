// npm start: set-up, build, then the chaos server and the lab (www/) beside each other until Ctrl-C.
import { Failure, main } from "./lib/failure.mjs";
import { ensureFree, portFrom } from "./lib/port.mjs";
import { prepareToBuild } from "./setup/index.mjs";

main(async () => {
  const port = portFrom("PORT", 5173);
  const chaosPort = portFrom("CHAOS_PORT", 9001);
  if (port === chaosPort && port !== 0) {
    throw new Failure(`PORT and CHAOS_PORT are both ${port}: choose two different ports`);
  }
  await ensureFree(port, "PORT");
  await ensureFree(chaosPort, "CHAOS_PORT");

  await prepareToBuild();
  const { build } = await import("./build/index.mjs");
  const { buildChaos } = await import("../tests/harness/chaos.mjs");
  const { installPacked } = await import("./www/packed.mjs");
  await build();
  await installPacked();
  await buildChaos();

  const { startLab } = await import("./lib/lab.mjs");
  const lab = await startLab({ port, chaosPort });
  console.log(`lab: ${lab.url}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, lab.stop);
  // npm's shell passes no signal on: whoever ends npm leaves this process to another parent.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || lab.stop(), 500).unref();
  const code = await lab.ended;
  if (code !== 0) console.error("the chaos server ended by itself");
  return code;
});
