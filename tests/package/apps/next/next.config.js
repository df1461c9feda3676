import { fileURLToPath } from "node:url";

/** The folder whose node_modules hold next and react. */
const root = fileURLToPath(new URL("../..", import.meta.url));

export default { turbopack: { root }, outputFileTracingRoot: root };
