import { closeCode } from "closewise";

/** A runtime that forbids compiling bytes. */
export const runtime = "edge";

export const GET = () => Response.json(closeCode(1012));
