import { Client } from "closewise";
import { pusher } from "closewise/profiles";
import { suspects } from "closewise/suspects";
import { chaos, show } from "./page.js";
import { tryOut } from "./scenario.js";

show(tryOut({ Client, profile: pusher }, chaos, { suspects }));
