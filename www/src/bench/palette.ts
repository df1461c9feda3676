// The colours of the style sheets, for what is painted on a canvas.

const NAMES = [
  "page",
  "ink",
  "muted",
  "line",
  "accent",
  "open",
  "open-soft",
  "waiting",
  "waiting-soft",
  "stopped",
  "stopped-soft",
  "credentials",
  "credentials-soft",
] as const;
export type Palette = Readonly<Record<(typeof NAMES)[number], string>> & { readonly font: string };

/** A custom property is told as it is written: only as the colour of an element is it resolved for the theme. */
export function readPalette(host: Element): Palette {
  const probe = document.createElement("span");
  host.append(probe);
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  const font = getComputedStyle(host).fontFamily;
  probe.remove();
  return { ...(Object.fromEntries(colours) as Record<(typeof NAMES)[number], string>), font };
}

/** Calls a function when the theme or the density of the screen has changed. */
export function onThemeChange(listener: () => void): void {
  for (const query of ["(prefers-color-scheme: dark)", "(resolution: 1dppx)"]) {
    matchMedia(query).addEventListener("change", listener);
  }
}
