import wasm from "closewise/closewise.wasm?url";
import { Client, init } from "closewise/slim";
import { chaos, show } from "./page.js";
import { tryOut } from "./scenario.js";

show(init(wasm).then(() => tryOut({ Client }, chaos)));
