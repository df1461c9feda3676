/** What an event resolves: `const [promise, resolve] = signal()`. */
export function signal() {
  let resolve;
  const promise = new Promise((given) => {
    resolve = given;
  });
  return [promise, resolve];
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The promise's value, or undefined if it has none within `ms`. */
export const within = (ms, promise) => Promise.race([promise, pause(ms)]);

/** The same, and an error that names what did not come. */
export async function expect(what, promise, ms = 20_000) {
  let alarm;
  const late = new Promise((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`${what}: nothing within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(alarm);
  }
}
