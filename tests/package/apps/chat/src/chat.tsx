import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { Connection } from "./connection.js";
import type { ServerMessage } from "./protocol.js";

interface Props {
  connection: Connection;
}

export function Chat({ connection }: Props) {
  useEffect(() => {
    connection.open();
    return () => connection.close();
  }, [connection]);
  return (
    <main>
      <Badge connection={connection} />
      <Lines connection={connection} />
      <Composer connection={connection} />
    </main>
  );
}

function Badge({ connection }: Props) {
  const subscribe = useCallback(
    (listener: () => void) => connection.onChange(listener),
    [connection],
  );
  const read = () => connection.snapshot;
  const { state, diagnosis, retryAt, queued } = useSyncExternalStore(subscribe, read, read);
  if (state === "ended") {
    return (
      <p role="status">
        {diagnosis?.sentence}
        <button type="button" onClick={() => connection.reconnect()}>
          Try again
        </button>
      </p>
    );
  }
  const why = state === "waiting" ? ` until ${retryAt}: ${diagnosis?.sentence}` : "";
  return <p role="status">{`${state}${why}${queued > 0 ? `, ${queued} unsent` : ""}`}</p>;
}

function Lines({ connection }: Props) {
  const [messages, setMessages] = useState<ServerMessage[]>([]);
  useEffect(
    () => connection.subscribe((message) => setMessages((earlier) => [...earlier, message])),
    [connection],
  );
  return (
    <ul>
      {messages.map((message) => (
        <li key={message.id}>
          {message.type === "said" ? `${message.from}: ${message.text}` : `${message.who} joined`}
        </li>
      ))}
    </ul>
  );
}

function Composer({ connection }: Props) {
  const [text, setText] = useState("");
  const [drafts, setDrafts] = useState<string[]>([]);
  const [note, setNote] = useState("");
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    connection.addEventListener("sent", ({ tag }) => setNote(`sent: ${tag}`), { signal });
    connection.addEventListener("invalid", ({ issues }) => setNote(`${issues.length} wrong`), {
      signal,
    });
    return () => listening.abort();
  }, [connection]);
  const logOut = () => {
    setDrafts(connection.takeQueued().map((message) => message.text));
    connection.close(1000, "logged out");
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        connection.send({ type: "say", text }, { tag: text, ttl: 60_000 });
        setText("");
      }}
    >
      <input value={text} onChange={({ target }) => setText(target.value)} />
      <button type="submit">Send</button>
      <button type="button" onClick={logOut}>
        Log out
      </button>
      <p role="note">{note}</p>
      <p role="log">{drafts.join()}</p>
    </form>
  );
}
