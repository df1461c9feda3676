// A close that a signature fits, as the package reads it and as the form does.
import { CloseCode, type Diagnosis, diagnose } from "closewise";
import type { Signature } from "closewise/suspects";

/** A close that the signature fits, and nothing else that the package knows. */
export function exampleOf(signature: Signature): Diagnosis {
  const { codes, words: said, span: time } = signature;
  const [code = CloseCode.ABNORMAL_CLOSURE] = codes ?? [];
  const millis = time?.millis ?? 0;
  const isAge = time?.measure === "age";
  return diagnose(
    { code, reason: said?.[0] ?? "", wasClean: code !== CloseCode.ABNORMAL_CLOSURE },
    {
      opened: true,
      uptime: millis + (isAge ? 0 : 5000),
      ...(time && {
        inboundSilence:
          time.measure === "silence" || time.measure === "inbound-silence" ? millis : 1000,
        outboundSilence:
          time.measure === "silence" || time.measure === "outbound-silence" ? millis : 1000,
      }),
    },
    { suspects: [signature] },
  );
}

/** The same close as the form reads it. */
export function asQuery({ codes, words: said, span: time, name }: Signature): string {
  const query = new URLSearchParams();
  const [code = CloseCode.ABNORMAL_CLOSURE] = codes ?? [];
  query.set("code", String(code));
  if (said?.[0]) query.set("reason", said[0]);
  if (code !== CloseCode.ABNORMAL_CLOSURE) query.set("clean", "1");
  query.set("opened", "1");
  if (time) query.set(time.measure === "age" ? "up" : "silent", String(time.millis / 1000));
  query.set("front", name);
  return query.toString();
}
