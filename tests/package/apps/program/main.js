import { Client } from "closewise";
import { tryOut } from "./scenario.js";

console.log(`outcome: ${JSON.stringify(await tryOut({ Client }, process.argv[2]))}`);
