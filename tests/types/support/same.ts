type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** States that two types are the same, which no assignment from one to the other could tell. */
export const same = <A, B>(is: Same<A, B>): void => void is;
