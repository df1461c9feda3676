import type { Lang } from "./lang.js";

const UNITS: Record<Lang, { h: string; min: string; s: string; ms: string }> = {
  en: { h: "h", min: "min", s: "s", ms: "ms" },
  zh: { h: "小时", min: "分钟", s: "秒", ms: "毫秒" },
};

/** A span in the greatest unit that has a whole number of them: `60 s`, `5 min`, `24 h`. */
export function span(millis: number, lang: Lang): string {
  const unit = UNITS[lang];
  const seconds = Math.round(millis / 1000);
  if (seconds >= 7200 && seconds % 3600 === 0) return `${seconds / 3600} ${unit.h}`;
  if (seconds >= 120 && seconds % 60 === 0) return `${seconds / 60} ${unit.min}`;
  return `${seconds} ${unit.s}`;
}

/** A span as exact as it is given: `29.5 s`, `23 h 55 min`. */
export function exactSpan(millis: number, lang: Lang): string {
  const unit = UNITS[lang];
  const seconds = Math.round(millis / 100) / 10;
  // In minutes and hours from where others count in them.
  if (seconds < 120) return `${seconds} ${unit.s}`;
  const parts: [count: number, unit: string][] = [
    [Math.floor(seconds / 3600), unit.h],
    [Math.floor((seconds % 3600) / 60), unit.min],
    [seconds % 60, unit.s],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(" ");
}

/** A measured time: `850 ms`, `1.4 s`, `2 min 5 s`. */
export function time(millis: number, lang: Lang): string {
  const unit = UNITS[lang];
  if (millis < 1000) return `${Math.round(millis)} ${unit.ms}`;
  const tenths = Math.round(millis / 100) / 10;
  if (tenths < 60) return `${tenths} ${unit.s}`;
  const whole = Math.round(millis / 1000);
  return `${Math.floor(whole / 60)} ${unit.min} ${whole % 60} ${unit.s}`;
}

/** What counts down: always with its tenths, so that nothing jumps: `11.2 s`. */
export const secondsLeft = (millis: number, lang: Lang): string =>
  millis < 60_000
    ? `${(Math.max(0, millis) / 1000).toFixed(1)} ${UNITS[lang].s}`
    : time(millis, lang);

/** `1 B`, `12.3 kB`, `4.5 MB`. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1000).toFixed(1)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}
