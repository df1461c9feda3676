import { Client } from "closewise";
import { pusher } from "closewise/profiles";
import { chaos, show } from "./page.js";
import { tryOut } from "./scenario.js";

show(tryOut({ Client, profile: pusher }, chaos));
