// A diagnosis, laid out for a person.
import { wrap } from "./layout.mjs";

const INDENT = "   ";

/** The text of a diagnosis, with the references numbered at its end. */
export function report(diagnosis, paint) {
  const { code, name, cause, suspects, explanation, reference } = diagnosis;
  const [event, ...parts] = explanation;
  const references = [reference];
  const lines = [`${paint.bold(`${code} ${name}`)} (${cause})`, ...wrap(event.text)];
  if (suspects.length > 0) lines.push("", paint.bold("Typically, and what to check"));
  for (const [place, suspect] of suspects.entries()) {
    lines.push(...laidOut(suspect, place + 1, numberOf(suspect.reference, references), paint));
  }
  lines.push("", paint.bold("Verdict"), ...wrap(worthOf(parts)));
  lines.push("", paint.bold("References"));
  for (const [place, text] of references.entries()) {
    lines.push(paint.dim(`[${place + 1}] ${text}`));
  }
  return `${lines.join("\n")}\n`;
}

/** What the end is worth, and on whose word: the parts that come after the suspects. */
function worthOf(parts) {
  const begin = parts.findIndex(({ key }) => /^(advice-|worth\.)/.test(key));
  const texts = begin < 0 ? [] : parts.slice(begin).map(({ text }) => text);
  return texts.join(" ") || "This side wanted the end: nothing brings it back.";
}

function laidOut({ name, kind, sentence, remedy }, number, reference, paint) {
  const saysItsNameAlone = sentence === `This is typical of ${name}.`;
  return [
    `${number}. ${paint.bold(name)} ${paint.dim(`(${kind}) [${reference}]`)}`,
    ...(saysItsNameAlone ? [] : wrap(sentence, INDENT)),
    ...wrap(remedy, `${INDENT}→ `, `${INDENT}  `),
  ];
}

/** The number of a reference, which is added where it is new. */
function numberOf(reference, references) {
  if (!references.includes(reference)) references.push(reference);
  return references.indexOf(reference) + 1;
}
