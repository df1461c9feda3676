import { Client } from "closewise";
import { pusher } from "closewise/profiles";
import { suspects } from "closewise/suspects";
import { tryOut } from "./scenario.js";

const outcome = await tryOut({ Client, profile: pusher }, process.argv[2], { suspects });
console.log(`outcome: ${JSON.stringify(outcome)}`);
