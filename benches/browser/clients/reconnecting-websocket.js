import ReconnectingWebSocket from "reconnecting-websocket";
import { listen } from "./listen.js";

export const connect = (url, on) => listen(new ReconnectingWebSocket(url), on);
