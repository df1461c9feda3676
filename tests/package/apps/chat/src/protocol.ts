import { z } from "zod";

/** What the server says. */
export const ServerMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("said"), id: z.number(), from: z.string(), text: z.string() }),
  z.object({ type: z.literal("joined"), id: z.number(), who: z.string() }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

/** What is said to it. */
export interface ClientMessage {
  type: "say";
  text: string;
}
