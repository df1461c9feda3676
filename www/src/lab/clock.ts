/** As often as a countdown with tenths needs. */
const INTERVAL = 100;

/** Calls a function again and again while the page is visible. Motion is rarer where less of it was asked for. */
export function whileVisible(draw: () => void): void {
  const interval = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1000 : INTERVAL;
  let last = 0;
  const frame = (now: number) => {
    if (now - last >= interval) {
      last = now;
      draw();
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
