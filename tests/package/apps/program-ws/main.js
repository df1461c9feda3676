import { Client } from "closewise";
import { WebSocket } from "ws";
import { tryOut } from "./scenario.js";

const outcome = await tryOut({ Client }, process.argv[2], { WebSocket });
console.log(`outcome: ${JSON.stringify(outcome)}`);
