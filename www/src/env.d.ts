interface ImportMetaEnv {
  /** The chaos server's address, such as `ws://127.0.0.1:9001`; `npm start` provides it. */
  readonly VITE_CHAOS_URL?: string;
}
