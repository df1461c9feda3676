/**
 * What every app does with the package: an echo, a close by the peer, a retry. Resolves to what it saw, as
 * plain data; tests/package/outcome.mjs says what that should be. The profile, where there is one, has to say
 * what the rule does.
 */
export async function tryOut({ Client, profile }, chaos, options = {}) {
  return {
    echo: await echo(new Client(`${chaos}/echo`, [], options)),
    close: await closeByPeer(
      new Client(`${chaos}/close?code=4001&reason=moved`, [], {
        ...options,
        ...(profile ? { profile } : { codes: { 4001: "stop" } }),
      }),
    ),
    retry: await retry(
      new Client(`${chaos}/flap?key=${Math.random()}&up=50&times=1`, [], {
        ...options,
        reconnect: { baseDelay: 1 },
      }),
    ),
  };
}

async function echo(client) {
  const closed = next(client, "close");
  await next(client, "open");
  const message = next(client, "message");
  client.send("hello");
  const { data } = await message;
  client.close(1000, "done");
  return { data, ...facts(await closed) };
}

async function closeByPeer(client) {
  const event = await next(client, "close");
  return { ...facts(event), reason: event.reason, explained: event.diagnosis.sentence.length > 0 };
}

async function retry(client) {
  const [{ diagnosis, willRetry }, { attempt }] = await Promise.all([
    next(client, "close"),
    next(client, "retry"),
  ]);
  const message = next(client, "message");
  client.send("again");
  const { data } = await message;
  client.close();
  await client.ended;
  return { cause: diagnosis.cause, willRetry, attempt, data };
}

const facts = ({ code, wasClean, diagnosis }) => ({
  code,
  wasClean,
  cause: diagnosis.cause,
  verdict: diagnosis.verdict.action,
});

/** The next event of a type; it rejects if none can come any more. */
const next = (client, type) =>
  new Promise((resolve, reject) => {
    client.addEventListener(type, resolve, { once: true });
    client.addEventListener("end", ({ reason, diagnosis }) =>
      reject(new Error(`no ${type} event before the end (${reason}): ${diagnosis?.sentence}`)),
    );
  });
