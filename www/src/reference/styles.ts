/** What the pages of the reference are drawn with. */
export const REFERENCE_STYLES = ["styles/reference.css", "styles/prose.css", "styles/tables.css"];
