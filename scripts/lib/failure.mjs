/** What a person can act on: printed as its one sentence, without a stack. */
export class Failure extends Error {
  name = "Failure";
}

/** Runs a script's body and turns what it throws into an exit code. */
export async function main(body) {
  try {
    const code = await body();
    if (typeof code === "number") process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
