// A verdict in a few words.

export function verdictInWords({ action, pace, min, max, limit }) {
  const words = action === "retry" ? `retry ${paceInWords(pace, min, max)}` : action;
  return limit === undefined ? words : `${words}, at most ${limit} in a row`;
}

function paceInWords(pace, min, max) {
  if (pace === "window") return `in ${min / 1000} to ${max / 1000} s`;
  return pace === "now" ? "at once" : "with backoff";
}
