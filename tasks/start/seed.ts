import { readConfig } from "@/lib/config.ts";

/** Puts the demo shop into an embedded database that has none. */
export async function seedDemoShop(
  env: Record<string, string>,
  say: (line: string) => void,
): Promise<void> {
  const { seedDemo } = await import("@/lib/demo/mod.ts");
  await seedDemo(readConfig({ ...Deno.env.toObject(), ...env }), say);
}
