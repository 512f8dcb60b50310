import { readConfig } from "@/lib/config.ts";

/** Puts the demo shop into an embedded database that has none, unless AFRIFY_DEMO is `off`. */
export async function seedDemoShop(
  env: Record<string, string>,
  say: (line: string) => void,
): Promise<void> {
  if (Deno.env.get("AFRIFY_DEMO") === "off") return;
  // Its pictures take a library to draw, which only a first start needs.
  const { seedDemo } = await import("@/lib/demo/mod.ts");
  await seedDemo(readConfig({ ...Deno.env.toObject(), ...env }), say);
}
