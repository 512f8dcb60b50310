/** A stand-in listening on loopback. `url` has no trailing slash. */
export interface LocalServer {
  url: string;
  /** Stops listening and lets go of files; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}
