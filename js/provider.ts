import type { Driver } from "../build/glue/closewise.js";
import { type ProviderFailure, show } from "./errors.js";
import type { Address, Attempt, Provider } from "./options.js";
import { protocolList, webSocketUrl } from "./url.js";

/** What a provider gave, read as an object: a string and a `URL` have neither property. */
type Given = Partial<Exclude<Address, string | URL>>;

/** The URL as it was given; throws where nothing was, or an object that holds none. */
function textOf(href: unknown): string {
  const text = `${href}`;
  const isUrl = typeof href === "string" || (Object(href) === href && !text.startsWith("[object "));
  if (isUrl) return text;
  throw new TypeError(Object(href) === href ? "an object without a url" : show(href));
}

/** @internal Asks the user's provider for the address of each attempt, and passes the answer on. */
export class AddressProvider {
  /** The URL that the driver took last; empty before. */
  url = "";

  readonly #provide: Provider;
  /** Those of the constructor, for an answer that names none. */
  readonly #protocols: string[];
  readonly #driver: Driver;
  /** The generation that was asked for last: an answer for another one comes too late. */
  #latest = 0;

  constructor(provide: Provider, protocols: string[], driver: Driver) {
    this.#provide = provide;
    this.#protocols = protocols;
    this.#driver = driver;
  }

  ask(generation: number, attempt: Attempt): void {
    this.#latest = generation;
    void this.#answer(generation, attempt);
  }

  async #answer(generation: number, attempt: Attempt): Promise<void> {
    // The driver may have stopped waiting for the answer, or asked anew.
    const isWanted = () => generation === this.#latest && this.#driver.state === "connecting";
    let failure: ProviderFailure = "threw";
    try {
      const provide = this.#provide;
      // In a function of its own, so that what it throws at once is told later, too.
      const address = await (async () => provide(attempt))();
      failure = "invalid";
      const { url: href = address, protocols = this.#protocols } = Object(address) as Given;
      const url = webSocketUrl(textOf(href));
      const asked = protocolList(protocols);
      if (!isWanted()) return;
      this.url = url;
      this.#driver.provided(generation, url, asked);
    } catch (cause) {
      if (isWanted()) this.#driver.providerFailed(generation, failure, cause);
    }
  }
}
