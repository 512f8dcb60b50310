import { readConfig } from "@/lib/config.ts";

/** Puts the demo shop into an embedded database that has none. */
export async function seedDemoShop(
  env: Record<string, string>,
  say: (line: string) => void,
): Promise<void> {
  const demo = await import("@/lib/demo/mod.ts").catch(() => null);
  if (!demo) return say("There is no demo shop to seed");
  await demo.seedDemo(readConfig({ ...Deno.env.toObject(), ...env }), say);
}
