/** @internal Tells of an error that has nobody to be thrown to, as the platform does. */
export function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else {
    setTimeout(() => {
      throw error;
    });
  }
}

/** @internal Calls a function that may throw, and reports what it throws: the caller has to go on. */
export function callGuarded<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    report(error);
    return undefined;
  }
}
