import { Client } from "closewise";
import { pusher } from "closewise/profiles";
import { tryOut } from "./scenario.js";

const outcome = await tryOut({ Client, profile: pusher }, process.argv[2]);
console.log(`outcome: ${JSON.stringify(outcome)}`);
