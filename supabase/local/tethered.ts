/**
 * Runs the program named by the first argument until standard input closes, which happens when the
 * parent asks for it and however the parent dies. The program then gets SIGTERM, and some seconds.
 */
const PATIENCE_MS = 8_000;

const [program] = Deno.args;
if (!program) throw new Error("Usage: tethered.ts <program>");
void followParent();
await import(program);

async function followParent(): Promise<void> {
  const buffer = new Uint8Array(64);
  while (await Deno.stdin.read(buffer).catch(() => null) !== null);
  Deno.unrefTimer(setTimeout(() => Deno.exit(1), PATIENCE_MS));
  try {
    Deno.kill(Deno.pid, "SIGTERM");
  } catch {
    // A program without the right to send signals has no farewell to make either.
    Deno.exit(0);
  }
}
