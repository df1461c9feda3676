/** Shows an outcome in the page, where the test waits for it. */
export async function show(outcome) {
  const output = document.createElement("output");
  output.textContent = JSON.stringify(await outcome.catch(failure));
  document.body.append(output);
}

const failure = (error) => ({ error: { name: error.name, message: error.message } });

/** The chaos server's address, which the test puts into the page's. */
export const chaos = new URLSearchParams(location.search).get("chaos");
