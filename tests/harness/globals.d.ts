/** What the harness gives to every page of tests: the chaos server's address. */
declare const CHAOS_URL: string;
/** The same server over HTTP, for its control endpoints. */
declare const CHAOS_HTTP: string;
