// A page whose policy forbids the inline script that an import map would be.
import { Client } from "/node_modules/closewise/dist/index.js";
import { chaos, show } from "./page.js";
import { tryOut } from "./scenario.js";

show(tryOut({ Client }, chaos));
