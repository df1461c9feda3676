import { turn } from "../support/turns.js";
import { pause } from "../support/wait.js";

const CODES = [1008, 3000, 4001];
const SPAN = 10_000;

/** How many new connections a client tries within 10 s of a close with each code. */
export async function probeTries({ name, connect, chaos, dials }) {
  const counts = CODES.map(async (code) => {
    const url = `${chaos}/close?code=${code}&x-client=${name}`;
    await turn();
    const client = connect(url);
    await pause(SPAN);
    client.close();
    return [code, dials.filter((dial) => dial.url === url).length - 1];
  });
  return Object.fromEntries(await Promise.all(counts));
}
