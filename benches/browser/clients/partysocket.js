import { WebSocket as PartySocket } from "partysocket";
import { listen } from "./listen.js";

export const connect = (url, on) => listen(new PartySocket(url), on);
