import { statSync } from "node:fs";

console.log(`outcome: ${statSync("out/main.js").size}`);
