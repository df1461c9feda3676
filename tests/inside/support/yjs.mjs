// The sync protocol of Yjs, as its servers speak it.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";
import { Doc } from "yjs";

const SYNC = 0;
const AUTH = 2;
const AUTHENTICATED = 2;

/**
 * A server of one document. A Hocuspocus message begins with the name of its document, and the first one there asks for
 * permission.
 */
export function documentServer({ isHocuspocus = false } = {}) {
  const doc = new Doc();

  function answer(socket, data) {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const name = isHocuspocus ? decoding.readVarString(decoder) : undefined;
    const type = decoding.readVarUint(decoder);
    const send = (write) => {
      const encoder = encoding.createEncoder();
      if (name !== undefined) encoding.writeVarString(encoder, name);
      encoding.writeVarUint(encoder, type);
      const { length } = encoding.toUint8Array(encoder);
      write(encoder);
      // What asks for nothing is not answered.
      if (encoding.length(encoder) > length) socket.send(encoding.toUint8Array(encoder));
    };
    if (type === AUTH) {
      send((encoder) => {
        encoding.writeVarUint(encoder, AUTHENTICATED);
        encoding.writeVarString(encoder, "read-write");
      });
    }
    if (type !== SYNC) return;
    let step;
    send((encoder) => {
      step = sync.readSyncMessage(decoder, encoder, doc, socket);
    });
    // Who asks what is here is asked what is there.
    if (step === sync.messageYjsSyncStep1) send((encoder) => sync.writeSyncStep1(encoder, doc));
  }

  const serve = (sockets) =>
    sockets.on("connection", (socket) => socket.on("message", (data) => answer(socket, data)));
  return { doc, serve };
}

/** Resolves once a change of one document is in the other one. */
export async function changeArrives(from, to) {
  const lines = from.getArray("lines");
  lines.push([`line ${lines.length}`]);
  while (to.getArray("lines").length < lines.length) {
    await new Promise((resolve) => to.once("update", resolve));
  }
}
