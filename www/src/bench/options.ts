// Every option of the client in one table: what it is called, what it is by default, what it does, and how it is written
// in each language. The form, the link and the snippets go by it.
import { DAYS_24, duration, flag, number, part, time } from "./option-forms.js";
import { grouped, type Lookup, type OptionRow, quoted, rustQuoted } from "./option-row.js";
import { PROFILES, rustName } from "./profiles.js";
import { parseCodes, parseOverride, rustVerdict } from "./verdict-words.js";

export const OPTIONS: readonly OptionRow[] = [
  part("reconnect", "true", {
    en: "Whether a connection that ended is tried again, as its verdict says.",
    zh: "连接断开后是否按结论重试。",
  }),
  time("reconnect.baseDelay", "2000", [0, DAYS_24], {
    en: "The first delay is drawn from 0 to this; later ones grow from it. 0 is a first retry at once.",
    zh: "第一次等待在 0 与此值之间随机抽取，之后逐次增长。设为 0 时第一次立即重试。",
  }),
  time("reconnect.maxDelay", "", [1, DAYS_24], {
    en: "The longest delay, whatever asks for it. Not set, delays grow to 30 s, and the window of a code counts as it is.",
    zh: "最长的等待，不论由谁要求。不设时增长到 30 秒为止，关闭码自带的等待区间照用。",
  }),
  number("reconnect.factor", "1.5", "none", [1, 100], "float", {
    en: "How much the bound of the delays grows from one retry to the next.",
    zh: "每次重试时等待上限增长的倍数。",
  }),
  number("reconnect.maxAttempts", "Infinity", "times", [0, Infinity], "integer", {
    en: "How many retries in a row before the client gives up; 0 makes none.",
    zh: "连续重试多少次后放弃；0 表示不重试。",
  }),
  time("reconnect.maxElapsed", "Infinity", [1, Infinity], {
    en: "How long a row of retries may last. The time offline, frozen or asleep does not count.",
    zh: "一轮重试最多持续多久。离线、冻结和休眠的时间不计入。",
  }),
  time("reconnect.minUptime", "5000", [0, DAYS_24], {
    en: "How long a connection must have been open to end a row of retries.",
    zh: "连接保持多久才算稳定，从而结束一轮重试。",
  }),
  number("reconnect.maxFlaps", "Infinity", "connections", [1, Infinity], "integer", {
    en: "How many connections in a row may open and drop before minUptime until the client gives up.",
    zh: "连续多少个连接建立后不到 minUptime 就断开，便放弃。",
  }),
  number("reconnect.refreshAfter", "3", "connections", [1, Infinity], "integer", {
    en: "After how many connections in a row that never opened fresh credentials are asked for.",
    zh: "连续多少个连接从未建立之后，要求提供新凭据。",
  }),
  {
    path: "reconnect.random",
    group: "reconnect",
    kind: { type: "number", unit: "none", least: 0, most: 0.999_999 },
    default: "",
    explain: {
      en: "Where the delays are drawn from. A fixed number from 0 to under 1 gives the same delays each time, for tests.",
      zh: "等待时间的随机来源。填 0 到 1 之间（不含 1）的固定数，每次的等待都相同，便于测试。",
    },
    js: (value) => `() => ${value}`,
    rust: { call: (value) => ({ code: `.reconnect_seed(${float(value)}.to_bits())` }) },
  },
  {
    path: "reconnect.when",
    group: "reconnect",
    kind: { type: "override", example: "never-opened=stop" },
    default: "",
    explain: {
      en: "Has the last word on each verdict. Here: another verdict for one cause, such as never-opened=stop.",
      zh: "对每个结论有最终决定权。这里可为某一种起因指定另一个结论，例如 never-opened=stop。",
    },
    js: (value) => {
      const { cause, verdict } = parseOverride(value) ?? never(value);
      return `({ cause }) => (cause === "${cause}" ? "${verdict}" : undefined)`;
    },
    rust: {
      call: (value) => {
        const { cause, verdict } = parseOverride(value) ?? never(value);
        const variant = cause.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
        const condition = `diagnosis.cause == Cause::${variant}`;
        return {
          code: `.override_verdict(|diagnosis, _| (${condition}).then_some(${rustVerdict(verdict)}))`,
          uses: ["closewise::close::Cause", "closewise::close::Verdict"],
        };
      },
    },
  },

  part("queue", "true", {
    en: "Whether messages sent while no connection is open are kept until one is.",
    zh: "没有连接时发送的消息是否保留到连上为止。",
  }),
  number("queue.maxMessages", "1000", "messages", [1, Infinity], "integer", {
    en: "How many messages the outbox holds.",
    zh: "发件队列最多容纳多少条消息。",
  }),
  number("queue.maxBytes", "1048576", "bytes", [1, Infinity], "integer", {
    en: "How many bytes the outbox holds.",
    zh: "发件队列最多容纳多少字节。",
  }),
  time("queue.ttl", "Infinity", [1, Infinity], {
    en: "How long a message may wait. Beyond, it is told undelivered.",
    zh: "消息最多等待多久，超过即报告为未送达。",
  }),
  {
    path: "queue.overflow",
    group: "queue",
    kind: { type: "choice", choices: ["reject", "drop-oldest", "drop-newest"] },
    default: "reject",
    explain: {
      en: "What gives way when the outbox is full: send throws, or a message is told undelivered.",
      zh: "队列满时谁让步：send 抛出错误，或有一条消息报告为未送达。",
    },
    js: quoted,
    rust: {
      call: (value) => ({
        code: `.queue_overflow(Overflow::${{ "drop-oldest": "DropOldest", "drop-newest": "DropNewest" }[value] ?? "Reject"})`,
        uses: ["closewise::session::Overflow"],
      }),
    },
  },
  {
    path: "queue.hold",
    group: "queue",
    kind: {
      type: "number",
      unit: "ms",
      least: 1,
      most: DAYS_24,
      words: ["open", "first-message"],
    },
    default: "open",
    explain: {
      en: "When the outbox goes out: once open, once the server has spoken (first-message), or after so many ms.",
      zh: "队列何时发出：连上即发（open）、服务器先说话之后（first-message），或连上若干毫秒之后。",
    },
    js: (value) => (Number.isNaN(Number(value)) ? quoted(value) : grouped(value)),
    rust: {
      call: (value) => {
        const uses = ["closewise::session::Hold"];
        if (value === "open") return { code: ".queue_hold(Hold::UntilOpen)", uses };
        if (value === "first-message")
          return { code: ".queue_hold(Hold::UntilFirstMessage)", uses };
        return { code: `.queue_hold(Hold::For(${duration(value)}))`, uses: [...uses, DURATION] };
      },
    },
  },

  part("liveness", "false", {
    en: "Whether a silent peer is probed. A browser cannot ping, so a message has to do it.",
    zh: "对端静默时是否探测。浏览器不能发 ping，只能用消息代替。",
  }),
  {
    path: "liveness.probe",
    group: "liveness",
    kind: { type: "text", example: '{"type":"ping"}' },
    default: "",
    explain: {
      en: "The message that probes. Without one, a peer that is silent for interval and timeout together counts as gone.",
      zh: "用来探测的消息。留空则不探测：静默超过 interval 与 timeout 之和即视为断开。",
    },
    js: (value) => (value ? quoted(value) : "false"),
    required: true,
    rust: {
      call: (value) => ({
        code: value
          ? `.liveness(|| ${rustQuoted(value)})`
          : "// liveness.probe: false has no counterpart: in Rust a probe is always sent, here an empty one.\n" +
            '.liveness(|| "")',
      }),
    },
  },
  {
    path: "liveness.isPong",
    group: "liveness",
    kind: { type: "text", example: '{"type":"pong"}' },
    default: "",
    explain: {
      en: "The answer to a probe, word for word. It is kept from the listeners, and gives the round-trip time.",
      zh: "对探测的回应，须逐字相同。它不会交给监听者，往返时间由它测得。",
    },
    js: (value) => `(data) => data === ${quoted(value)}`,
    rust: {
      call: (value) => ({
        code: `.is_pong(|message| message.text() == Some(${rustQuoted(value)}))`,
      }),
    },
  },
  time("liveness.interval", "30000", [1, DAYS_24], {
    en: "How long the peer may be silent before it is probed.",
    zh: "对端静默多久后开始探测。",
  }),
  time("liveness.timeout", "10000", [1, DAYS_24], {
    en: "How long a probe may go unanswered.",
    zh: "探测最多等多久的回应。",
  }),

  part("handshake", "false", {
    en: "Whether messages have to be exchanged before the connection counts as open.",
    zh: "是否要先交换消息，连接才算建立。",
  }),
  {
    path: "handshake.greeting",
    group: "handshake",
    kind: { type: "text", example: '{"type":"connection_init"}' },
    default: "",
    explain: {
      en: "What is sent first on each connection. Without one the server has to speak.",
      zh: "每个连接上最先发送的消息。留空则等服务器先说。",
    },
    js: quoted,
    rust: { partOf: "handshake.check" },
  },
  {
    path: "handshake.check",
    group: "handshake",
    kind: { type: "text", example: "connection_ack" },
    default: "",
    explain: {
      en: "Looks at each message. Here: it accepts the first that has these words; without words, the first of all.",
      zh: "检查每条消息。这里接受第一条含有这些文字的消息；留空则接受第一条消息。",
    },
    js: (value) =>
      value
        ? `(data) => (String(data).includes(${quoted(value)}) ? "accept" : undefined)`
        : '() => "accept"',
    required: true,
    rust: { call: (value, get) => ({ code: handshakeInRust(value, get), uses: HANDSHAKE_USES }) },
  },
  time("handshake.timeout", "10000", [1, Infinity], {
    en: "How long the handshake may take.",
    zh: "应用握手最多用时多久。",
  }),

  {
    path: "profile",
    group: "verdicts",
    kind: { type: "choice", choices: ["", ...Object.keys(PROFILES)] },
    default: "",
    explain: {
      en: "What the close codes of the server’s protocol mean.",
      zh: "服务器所用协议的关闭码各是什么意思。",
    },
    js: (value) => value,
    setup: (value) => ({ imports: [{ name: value, from: "closewise/profiles" }] }),
    rust: {
      call: (value) => ({
        code: `.profile(&profiles::${rustName(value)})`,
        uses: ["closewise::close::profiles"],
      }),
    },
  },
  {
    path: "suspects",
    group: "verdicts",
    kind: { type: "switch" },
    default: "false",
    explain: {
      en: "Whether a diagnosis names products, by the signatures that come with the package.",
      zh: "诊断是否依据随附的断开特征指出具体产品。",
    },
    js: () => "suspects",
    setup: () => ({ imports: [{ name: "suspects", from: "closewise/suspects" }] }),
    rust: {
      call: () => ({
        code: ".signatures(close::signatures().clone())",
        uses: ["closewise::close"],
      }),
    },
  },
  {
    path: "codes",
    group: "verdicts",
    kind: { type: "codes", example: "4001=stop, 4100-4199=retry" },
    default: "",
    explain: {
      en: "What codes mean to your application; it wins over everything else. Verdicts: stop, retry, retry-now, reauthenticate.",
      zh: "关闭码对你的应用意味着什么，优先于一切。结论可写 stop、retry、retry-now、reauthenticate。",
    },
    js: (value) => {
      const rules = (parseCodes(value) ?? []).map(({ first, last, verdict }) => {
        return `${first === last ? first : `"${first}-${last}"`}: "${verdict}"`;
      });
      return `{ ${rules.join(", ")} }`;
    },
    rust: {
      call: (value) => ({
        code: (parseCodes(value) ?? [])
          .map(({ first, last, verdict }) =>
            first === last
              ? `.code(${first}, ${rustVerdict(verdict)})`
              : `.codes(${first}..=${last}, ${rustVerdict(verdict)})`,
          )
          .join("\n"),
        uses: ["closewise::close::Verdict"],
      }),
    },
  },
  flag(
    "advice",
    "false",
    "verdicts",
    { method: "advice", as: "flag" },
    {
      en: 'Whether a close reason such as {"reconnect":true,"retryAfter":5000} may advise on the retry.',
      zh: '形如 {"reconnect":true,"retryAfter":5000} 的关闭原因能否作为重试建议。',
    },
  ),
  flag(
    "investigate",
    "false",
    "verdicts",
    { method: "investigate", as: "flag" },
    {
      en: "Whether to ask the same address over HTTP, once a minute at the most, why a connection never opened.",
      zh: "连接从未建立时，是否用 HTTP 向同一地址询问原因，每分钟至多一次。",
    },
  ),

  {
    path: "codec",
    group: "messages",
    kind: { type: "choice", choices: ["", "json"] },
    default: "",
    explain: {
      en: "How messages are written and read: as they are, or as JSON.",
      zh: "消息如何读写：原样，或按 JSON。",
    },
    js: quoted,
    rust: { none: "codec: see typed below, which reads and writes JSON." },
  },
  {
    path: "schema",
    group: "messages",
    kind: { type: "text", example: "type" },
    default: "",
    explain: {
      en: "What incoming messages have to be; any Standard Schema. Here: an object with a property of this name.",
      zh: "收到的消息须符合什么，可用任何 Standard Schema。这里要求是带有这个属性的对象。",
    },
    js: () => "schema",
    setup: schemaSetup,
    rust: { none: "schema: the type that typed messages are read as says what they have to be." },
  },
  {
    path: "binaryType",
    group: "messages",
    kind: { type: "choice", choices: ["blob", "arraybuffer"] },
    default: "blob",
    explain: {
      en: "How binary messages come.",
      zh: "二进制消息以何种形式到达。",
    },
    js: quoted,
    rust: {
      call: (value) => ({
        code: `.binary_type(BinaryType::${value === "blob" ? "Blob" : "ArrayBuffer"})`,
        uses: ["closewise::client::BinaryType"],
      }),
    },
  },

  time("connectTimeout", "10000", [1, Infinity], {
    en: "How long the socket may take to open.",
    zh: "建立连接最多用时多久。",
  }),
  time("closeTimeout", "3000", [1, DAYS_24], {
    en: "How long a close that was asked for may take, whatever the peer does.",
    zh: "主动关闭最多用时多久，不管对端如何。",
  }),
  time("errorTimeout", "3000", [1, DAYS_24], {
    en: "How long the close that follows an error may take.",
    zh: "出错之后的关闭最多用时多久。",
  }),
  time("providerTimeout", "10000", [1, Infinity], {
    en: "How long a function that provides the URL may take. It counts only where there is one; this page gives the URL itself.",
    zh: "提供 URL 的函数最多用时多久。仅在使用这种函数时有效；本页直接给出 URL。",
  }),
  time("staleAfter", "75000", [1000, Infinity], {
    en: "How long the machine may have slept before an open connection that cannot be probed is replaced.",
    zh: "本机休眠多久之后，无法探测的连接会被换掉。",
  }),

  number("highWaterMark", "1048576", "bytes", [1, Infinity], "integer", {
    en: "The unsent bytes above which the client is not drained.",
    zh: "未发出的字节超过此值时，客户端不再算已排空。",
  }),
  number("lowWaterMark", "65536", "bytes", [0, Infinity], "integer", {
    en: "The unsent bytes at which it is drained again; not above highWaterMark.",
    zh: "未发出的字节降到此值时重新算已排空；不能高于 highWaterMark。",
  }),

  flag("autoConnect", "true", "session", undefined, {
    en: "Whether the client connects at once. If not, it stays idle until it is opened.",
    zh: "是否立即连接。否则保持未启动，直到调用 open()。",
  }),
  {
    path: "signal",
    group: "session",
    kind: { type: "switch" },
    default: "false",
    explain: {
      en: "An AbortSignal that ends the session. Here it gives the page a button that aborts.",
      zh: "用来终止会话的 AbortSignal。选上后，页面会多出“中止”按钮。",
    },
    js: () => "controller.signal",
    setup: () => ({ before: "const controller = new AbortController();" }),
    rust: { none: "signal: drop the client, or call its abort(), to end the session." },
  },
  {
    path: "WebSocket",
    group: "session",
    kind: { type: "switch" },
    default: "false",
    explain: {
      en: "The class that makes sockets. Here: one of the page’s own, which tells the log of each socket.",
      zh: "用来创建套接字的类。选上后使用本页自己的类，每建一个套接字都会记入日志。",
    },
    js: () => "Socket",
    setup: (_, language) => ({ before: SOCKET[language] }),
    rust: { none: "WebSocket: the browser's own class is always used." },
  },
];

const DURATION = "std::time::Duration";
const HANDSHAKE_USES = ["closewise::client::HandshakeAnswer"];

const float = (value: string): string => `${Number(value)}_f64`;

function handshakeInRust(words: string, get: Lookup): string {
  const greeting = get("handshake.greeting");
  const first = greeting
    ? `|_| async { Some(${rustQuoted(greeting)}.into()) }`
    : "|_| async { None }";
  const check = words
    ? `|message| match message.text() {
        Some(text) if text.contains(${rustQuoted(words)}) => HandshakeAnswer::Accept,
        _ => HandshakeAnswer::Wait,
    }`
    : "|_| HandshakeAnswer::Accept";
  return `.handshake(\n    ${first},\n    ${check},\n)`;
}

function schemaSetup(
  name: string,
  language: "js" | "ts",
): ReturnType<NonNullable<OptionRow["setup"]>> {
  const isTs = language === "ts";
  return {
    imports: isTs ? [{ name: "StandardSchema", from: "closewise", type: true }] : [],
    before: `${isTs ? "const schema: StandardSchema<unknown, Message> = {" : "const schema = {"}
  "~standard": {
    version: 1,
    vendor: "app",
    validate: (value) =>
      Object.hasOwn(Object(value), ${quoted(name)})
        ? { value${isTs ? ": value as Message" : ""} }
        : { issues: [{ message: ${quoted(`it has no ${name}`)} }] },
  },
};`,
  };
}

const SOCKET = {
  js: `class Socket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols);
    console.log("a socket to", url);
  }
}`,
  ts: `class Socket extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols);
    console.log("a socket to", url);
  }
}`,
};

/** What is written was looked at before. */
function never(value: string): never {
  throw new RangeError(`${value} was not checked`);
}
