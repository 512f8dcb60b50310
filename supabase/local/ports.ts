import { join } from "node:path";
import { GATEWAYS } from "@/lib/enums.ts";
import { freePort } from "./free_port.ts";
import { writePrivately } from "./secrets.ts";

const NAMES = [
  "web",
  "postgres",
  "supabase",
  "mailbox",
  "smtp",
  "africasTalking",
  ...GATEWAYS,
] as const;

export type Ports = Record<typeof NAMES[number], number>;

/**
 * Free ports for everything local, those of the last start where they are still free. `web` is the
 * web server's unless it is 0.
 */
export async function choosePorts(dataDir: string, web: number): Promise<Ports> {
  const file = join(dataDir, "ports.json");
  const last: Partial<Ports> = await Deno.readTextFile(file).then(JSON.parse).catch(() => ({}));
  const chosen = new Set<number>();
  const choose = (name: keyof Ports) => {
    const port = freePort(last[name], chosen);
    chosen.add(port);
    return [name, port];
  };
  const ports = Object.fromEntries(NAMES.map(choose)) as Ports;
  if (web !== 0) ports.web = web;
  await writePrivately(file, ports);
  return ports;
}
