import { Client } from "closewise";
import { listen } from "./listen.js";

export const connect = (url, on) => listen(new Client(url), on);
