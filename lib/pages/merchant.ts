import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { PAGE_KINDS, type PageKind } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { slugOf } from "@/lib/slug.ts";

/** A page as a line of its owner's list. */
export interface PageLine {
  id: string;
  kind: PageKind;
  slug: string;
  title: string;
  isPublished: boolean;
}

interface StoredPage extends PageLine {
  body: string;
  /** Fingerprint with which a form of it is saved. */
  shown: string;
}

/** All pages of a store, policies first; 100 at most. */
export async function listPages(sql: Sql, storeId: string): Promise<PageLine[]> {
  return await sql<PageLine[]>`
    select p.id, p.kind, p.slug, p.title, p.is_published as "isPublished"
    from public.store_pages as p
    where p.store_id = ${storeId}
    order by p.kind = 'page', p.kind, p.id`;
}

/** One page of a store, or null when it has none like it. */
export async function getPage(sql: Sql, storeId: string, id: string): Promise<StoredPage | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [page] = await sql<StoredPage[]>`
    select p.id, p.kind, p.slug, p.title, p.body, p.is_published as "isPublished",
      md5(jsonb_build_array(p.title, p.slug, p.body, p.is_published)::text) as shown
    from public.store_pages as p
    where p.store_id = ${storeId} and p.id = ${id}`;
  return page ?? null;
}

const LONG = "Keep the text under 20,000 letters.";

/** The form of a page. Its address is made of the title when it is left empty. */
export const PageForm = z.object({
  id: z.uuid(),
  shown: z.string(),
  kind: z.enum(PAGE_KINDS, "Choose what it is."),
  title: z.string().overwrite((text) => text.replace(/\s+/g, " ").trim())
    .min(1, "Give the page a title.").max(80, "Keep the title under 80 letters."),
  slug: z.string().trim().toLowerCase().max(80, "Use at most 80 letters.")
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, "Use letters a to z, digits, and a dash between words."),
  body: z.string().overwrite((text) => text.replaceAll("\r\n", "\n").trim())
    .min(1, "Write something, or delete the page.").max(20_000, LONG),
  isPublished: z.literal("1").optional().transform((ticked) => ticked === "1"),
}).transform(({ slug, ...page }) => ({
  ...page,
  slug: slug || slugOf(page.title, 60) || "page",
}));
export type PageInput = z.output<typeof PageForm>;

/** A page as the fields of its form. */
export function pageFields(page: StoredPage): Record<string, string> {
  const { id, shown, kind, title, slug, body, isPublished } = page;
  return { id, shown, kind, title, slug, body, ...(isPublished && { isPublished: "1" }) };
}

export type PageRefusal =
  | "changed_meanwhile"
  | "page_gone"
  | "policy_exists"
  | "slug_taken"
  | "too_many_pages";

/** Makes the page whose id the form minted, or changes it. Answers its id. */
export async function savePage(
  sql: Sql,
  storeId: string,
  { id, shown, isPublished, ...page }: PageInput,
): Promise<Result<string, PageRefusal>> {
  const input = { ...page, is_published: isPublished, ...(shown && { shown }) };
  const [row] = await sql<{ answer: { ok: boolean; code: PageRefusal; id: string } }[]>`
    select public.save_page(${storeId}, ${id}, ${sql.json(input)}) as answer`;
  return row!.answer.ok ? ok(row!.answer.id) : refuse(row!.answer.code);
}

/** For good: its old addresses lead nowhere then. */
export async function deletePage(sql: Sql, storeId: string, id: string): Promise<void> {
  await sql`delete from public.store_pages as p where p.store_id = ${storeId} and p.id = ${id}`;
}

const REFUSALS: Record<PageRefusal, Record<string, string>> = {
  changed_meanwhile: {
    "": "Somebody changed this page meanwhile. What you see is what you typed; save again to put " +
      "it in place of theirs.",
  },
  page_gone: { "": "Somebody deleted this page meanwhile." },
  policy_exists: { "": "The shop has this policy already. Change that one." },
  slug_taken: { slug: "Another page has this address. Change a word of it." },
  too_many_pages: { "": "A shop has 100 pages at most. Delete one first." },
};

/** At which field a refusal is said, and how. */
export function pageErrors(code: PageRefusal): Record<string, string> {
  return REFUSALS[code];
}
