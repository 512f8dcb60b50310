import { schemaText } from "@/lib/graphql/mod.ts";

/** Where the schema is kept for people and their tools. */
export const SCHEMA_FILE = new URL("../lib/graphql/schema.graphql", import.meta.url);

if (import.meta.main) await Deno.writeTextFile(SCHEMA_FILE, schemaText());
