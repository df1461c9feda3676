import { Client } from "closewise";
import { chaos, show } from "./page.js";
import { tryOut } from "./scenario.js";

show(tryOut({ Client }, chaos));
