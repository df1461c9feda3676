/** Gives the visitor a file to keep. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A browser may begin to read it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** `closewise-2026-01-31-140305.csv` */
export function fileName(extension: string): string {
  const now = new Date().toISOString().slice(0, 19).replace("T", "-").replaceAll(":", "");
  return `closewise-${now}.${extension}`;
}

/** Resolves to whether the browser let the page copy it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
