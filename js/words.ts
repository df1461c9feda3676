type Split<Text extends string> = Text extends `${infer Word} ${infer Rest}`
  ? Word | Split<Rest>
  : Text;

/** @internal The words of a text: written so, they weigh less than a list of strings. */
export const words = <const Text extends string>(text: Text) => text.split(" ") as Split<Text>[];
