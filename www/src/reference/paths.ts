// Where the pages of the reference are, from the root of a language.
import type { Signature } from "closewise/suspects";
import type { CodeRange } from "./tables.js";

export const codePath = (code: number): string => `codes/${code}/`;

export const rangeKey = ({ first, last }: CodeRange): string => `${first}-${last}`;

export const rangePath = (range: CodeRange): string => `codes/${rangeKey(range)}/`;

export const profilePath = (name: string): string => `codes/${name}/`;

export const profileCodePath = (name: string, key: string): string => `codes/${name}/${key}/`;

export const signaturePath = ({ key }: Pick<Signature, "key">): string => `signatures/${key}/`;
