import { Client } from "closewise/slim";
import { loaded } from "./load.js";
import { chaos, show } from "./page.js";
import { tryOut } from "./scenario.js";

show(loaded.then(() => tryOut({ Client }, chaos)));
