import type { Sql } from "@/lib/db/mod.ts";

/** Somebody who runs the platform. */
export interface PlatformAdmin {
  userId: string;
  email: string;
}

/** Whether the caller runs the platform. */
export async function isPlatformAdmin(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ is_admin: boolean }[]>`select public.is_platform_admin() as is_admin`;
  return row!.is_admin;
}

/** Who runs the platform; the caller must. */
export async function listPlatformAdmins(sql: Sql): Promise<PlatformAdmin[]> {
  return await sql<PlatformAdmin[]>`
    select a.user_id as "userId", a.email from public.list_platform_admins() as a`;
}
