import { Client } from "closewise";
import { tryOut } from "./scenario.js";

export default {
  async fetch(request) {
    return Response.json(await tryOut({ Client }, new URL(request.url).searchParams.get("chaos")));
  },
};
