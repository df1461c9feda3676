/** A socket that is open for a moment only: that of a server in trouble. */
export class Dropped extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  constructor() {
    super();
    setTimeout(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event("open"));
      this.readyState = 3;
      this.dispatchEvent(new Event("error"));
      const facts = { code: 1006, reason: "", wasClean: false };
      this.dispatchEvent(Object.assign(new Event("close"), facts));
    });
  }
  close() {}
}
