import RobustWebSocket from "robust-websocket";
import { listen } from "./listen.js";

export const connect = (url, on) => listen(new RobustWebSocket(url), on);
