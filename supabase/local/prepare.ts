import { cleanSql, getAuthSchemaSql, getStorageSchemaSql } from "@supabase/lite";
import type postgres from "postgres";

/** The logins that this project uses, with the passwords that they get. */
export interface Logins {
  /** `postgres`, which owns what migrations make. */
  owner: string;
  /** `supabase_services`. */
  services: string;
}

/** Makes the cluster's roles as hosted Supabase has them. `sql` is the superuser's. */
export async function prepareRoles(sql: postgres.Sql, logins: Logins): Promise<void> {
  await sql.unsafe(await readSql("roles.sql"));
  await setPassword(sql, "postgres", logins.owner);
  await setPassword(sql, "supabase_services", logins.services);
}

/**
 * Makes the schemas that hosted Supabase brings along: extensions, Auth and Storage. `sql` is the
 * superuser's connection to the database that gets them.
 */
export async function prepareSchemas(sql: postgres.Sql): Promise<void> {
  const [schemas, grants] = await Promise.all([readSql("schemas.sql"), readSql("grants.sql")]);
  await sql.begin(async (transaction) => {
    // `create ... if not exists` tells on every start what is there already.
    await transaction.unsafe("set local client_min_messages = warning");
    await transaction.unsafe(schemas);
    await transaction.unsafe(asRole("supabase_auth_admin", getAuthSchemaSql()));
    await transaction.unsafe(asRole("supabase_storage_admin", getStorageSchemaSql()));
    await transaction.unsafe(grants);
  });
}

function asRole(role: string, statements: string): string {
  // The schemas exist already, and creating them takes a right that these roles do not have.
  const tables = cleanSql(statements).replace(/^create schema .*;$/gim, "");
  return `set local role ${role}; ${tables}; reset role`;
}

/** Gives a login its password. Both are ours: no name or password here holds a quote. */
export async function setPassword(
  sql: postgres.Sql,
  role: string,
  password: string,
): Promise<void> {
  await sql.unsafe(`alter role ${role} password '${password}'`);
}

async function readSql(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(name, import.meta.url));
}
