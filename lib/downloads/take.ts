import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** Which file of which bought line. */
export const TakeForm = z.object({ item: z.uuid(), file: z.uuid() });

export type DownloadRefusal =
  | "order_not_found"
  | "not_paid"
  | "file_not_found"
  | "downloads_over"
  | "downloads_used_up";

interface OrderKey {
  slug: string;
  token: string;
}

/** Begins a download and counts it, or answers the one that is still open: its token. */
export async function takeDownload(
  sql: Sql,
  { slug, token }: OrderKey,
  { item, file }: z.output<typeof TakeForm>,
): Promise<Result<string, DownloadRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; code: DownloadRefusal; token: string } }[]>`
    select public.take_download(${slug}, ${token}, ${item}, ${file}) as answer`;
  const answer = row!.answer;
  return answer.ok ? ok(answer.token) : refuse(answer.code);
}

/** Where an open download's file is; null when it is over. */
export async function findDownload(
  sql: Sql,
  { slug, token, download }: OrderKey & { download: string },
): Promise<{ path: string; name: string } | null> {
  const [row] = await sql<{ file: { path: string; name: string } | null }[]>`
    select public.get_download(${slug}, ${token}, ${download}) as file`;
  return row!.file;
}
