/** Bytes as a text of printable ASCII. */
export declare function encode(bytes: Uint8Array, key: number): string;
