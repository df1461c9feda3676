// What a row of samples says, and how numbers are written.

/** The value below which this share of the samples lies. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place % 1);
}

export const median = (samples) => quantile(samples, 0.5);

/** The median, and in brackets the quartiles, which tell how noisy the samples are. */
export const spread = (samples) =>
  `${figure(median(samples))} (${figure(quantile(samples, 0.25))}–${figure(quantile(samples, 0.75))})`;

/**
 * How many times the baseline: the median over the repetitions, in each of which both met the same load of the
 * machine.
 */
export const times = (samples, baseline) =>
  `${figure(median(samples.map((sample, i) => sample / baseline[i])))} ×`;

/** Three digits that count, or more before the point. */
export function figure(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export const whole = (value) => Math.round(value).toLocaleString("en-US");
