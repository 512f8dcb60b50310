/** A reason not to start that its reader can act on. The message is one sentence, shown without a stack. */
export class StartupError extends Error {
  override name = "StartupError";
}
