import { join } from "node:path";
import { parse } from "smol-toml";

type Table = Record<string, unknown>;

/** What `supabase/config.toml` sets, as far as the local services use it. */
export interface Settings {
  /** For Auth, with the paths of email templates made absolute. */
  auth: Table;
  api: Table;
  storage: Table;
  /** Functions that let callers in without a token of this project. */
  openFunctions: Set<string>;
}

/** Reads `supabase/config.toml` of the project in `root`. */
export async function readSettings(root: string): Promise<Settings> {
  const toml = parse(await Deno.readTextFile(join(root, "supabase", "config.toml"))) as Table;
  const functions = Object.entries(table(toml.functions));
  return {
    auth: withTemplatePaths(table(toml.auth), root),
    api: table(toml.api),
    storage: table(toml.storage),
    openFunctions: new Set(
      functions.filter(([, settings]) => table(settings).verify_jwt === false).map(([name]) =>
        name
      ),
    ),
  };
}

function withTemplatePaths(auth: Table, root: string): Table {
  const email = table(auth.email);
  const template = Object.fromEntries(
    Object.entries(table(email.template)).map(([type, value]) => {
      const settings = table(value);
      return [type, { ...settings, content_path: join(root, String(settings.content_path)) }];
    }),
  );
  return { ...auth, email: { ...email, template } };
}

function table(value: unknown): Table {
  return (value ?? {}) as Table;
}
