import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { StartupError } from "@/lib/startup_error.ts";
import { exists } from "./exists.ts";

/** What a data folder keeps to itself. Kept, so that sessions and saved addresses outlive a restart. */
const Secrets = z.object({
  /** Tells one life of the data folder from the next. */
  identity: z.string(),
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  servicesPassword: z.string(),
  webPassword: z.string(),
  jwtSecret: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  /** Seals the keys of merchants' gateway accounts: "<id>:<32 bytes in base64>". */
  credentialsKeys: z.string(),
});

export type Secrets = z.infer<typeof Secrets>;

/** The folder's secrets, made on first use. Throws StartupError when they are lost or damaged. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  const kept = await Deno.readTextFile(file).catch(() => null);
  if (kept === null && !await exists(join(dataDir, "postgres"))) {
    const made = makeSecrets();
    await writePrivately(file, made);
    return made;
  }
  try {
    const found = JSON.parse(kept ?? "");
    const secrets = Secrets.parse({ credentialsKeys: makeCredentialsKey(), ...found });
    // A folder from before there was such a key gets one.
    if (!found.credentialsKeys) await writePrivately(file, secrets);
    return secrets;
  } catch {
    // Nobody can log in to a database whose passwords are gone.
    throw new StartupError(
      `"${file}" is missing or damaged: restore it, or delete "${dataDir}" to start over`,
    );
  }
}

/** Writes JSON that only this account may read, and never half of it. */
export async function writePrivately(file: string, content: unknown): Promise<void> {
  const draft = `${file}.draft`;
  await Deno.remove(draft).catch(() => {});
  await Deno.writeTextFile(draft, JSON.stringify(content, null, 2) + "\n", { mode: 0o600 });
  await Deno.rename(draft, file);
}

function makeSecrets(): Secrets {
  return {
    identity: random(12),
    superuserPassword: random(24),
    ownerPassword: random(24),
    servicesPassword: random(24),
    webPassword: random(24),
    jwtSecret: random(32),
    publishableKey: `sb_publishable_${random(24)}`,
    secretKey: `sb_secret_${random(24)}`,
    credentialsKeys: makeCredentialsKey(),
  };
}

function makeCredentialsKey(): string {
  return `local:${randomBytes(32).toString("base64")}`;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
