import { z } from "zod";
import type { ProductStatus } from "@/lib/enums.ts";
import { richHtml } from "@/lib/rich_text.ts";
import { richTextFromHtml } from "@/lib/rich_text_from_html.ts";
import { slugOf } from "@/lib/slug.ts";
import { type ImportRun, type Problems, readField, readYes } from "../item.ts";
import type { TableRow } from "../read_table.ts";
import type { StoredProduct } from "./stored.ts";

/** What a product's first row says of it; what it does not speak of is missing. */
export interface ProductChange {
  title?: string;
  description?: string;
  vendor?: string;
  tags?: string[];
  seo_title?: string;
  seo_description?: string;
  status?: ProductStatus;
  /** Names from the top; empty: in none. */
  category?: string[];
  is_digital?: boolean;
}

const oneLine = (text: string) => text.replace(/\s+/g, " ");

const TOO_LONG = "Keep the description under 5,000 letters.";
/** More than 5,000 letters never need, however much is said of their looks. */
const MAX_HTML = 200_000;

const Text = z.object({
  title: z.string().transform(oneLine)
    .pipe(z.string().max(120, "Keep the name under 120 letters.")),
  description: z.string().max(MAX_HTML, TOO_LONG).transform(richTextFromHtml)
    .pipe(z.string().max(5000, TOO_LONG)),
  vendor: z.string().transform(oneLine)
    .pipe(z.string().max(80, "Keep the vendor under 80 letters.")),
  tags: z.string().transform(readTags).refine(
    (tags) => tags.length <= 30 && tags.join(",").length <= 1500,
    "Use at most 30 tags, and short ones.",
  ),
  seo_title: z.string().transform(oneLine)
    .pipe(z.string().max(120, "Keep this under 120 letters.")),
  seo_description: z.string().transform(oneLine)
    .pipe(z.string().max(320, "Keep this under 320 letters.")),
}).partial();

/** Reads the cells of a product and says at which what is wrong. */
export function readProduct(
  run: ImportRun,
  row: TableRow,
  { problems, stored }: { problems: Problems; stored?: StoredProduct },
): ProductChange {
  const given = Object.keys(Text.shape).flatMap((field) => {
    const text = readField(run, row, field);
    return text === undefined ? [] : [[field, text]];
  });
  const read = Text.safeParse(Object.fromEntries(given));
  if (!read.success) {
    for (const { path, message } of read.error.issues) {
      problems.add(row, String(path[0]), message);
    }
  }
  const { title, ...rest } = read.data ?? {};
  // A name is never taken away.
  if (!title && !stored && read.success) problems.add(row, "title", "Give the product a name.");
  const status = readStatus(run, row, { problems, stored });
  const category = readCategory(run, row, problems);
  return {
    ...rest,
    ...(isAsShown(run, row, stored) && { description: stored!.description }),
    ...(title && { title }),
    ...(status && { status }),
    ...(category && { category }),
    ...readDigital(run, row, problems),
  };
}

/** True when the file has the description as the shop shows it: the marks then stay as they were typed. */
function isAsShown(run: ImportRun, row: TableRow, stored?: StoredProduct): boolean {
  const html = readField(run, row, "description");
  return stored !== undefined && html !== undefined &&
    html.trim() === richHtml(stored.description).trim();
}

/** Words between commas: lower case, each once. */
function readTags(text: string): string[] {
  const tags = text.split(",").map((tag) => oneLine(tag).trim().toLowerCase()).filter(Boolean);
  return [...new Set(tags)];
}

const STATUSES: Record<string, ProductStatus> = {
  active: "published",
  published: "published",
  draft: "draft",
  archived: "archived",
};

function readStatus(
  run: ImportRun,
  row: TableRow,
  { problems, stored }: { problems: Problems; stored?: StoredProduct },
): ProductStatus | undefined {
  const word = readField(run, row, "status")?.toLowerCase();
  const shown = readField(run, row, "published");
  let status: ProductStatus | undefined;
  if (word) {
    status = STATUSES[word];
    if (!status) problems.add(row, "status", "Write active, draft or archived.");
  }
  if (shown) {
    const isShown = readYes(shown);
    if (isShown === null) problems.add(row, "published", "Write true or false.");
    status ??= isShown ? "published" : "draft";
    if (!isShown && status === "published") status = "draft";
  }
  // Files have no word for a moment to come: such a product is a draft in them, and stays what it is.
  return status === "draft" && stored?.status === "scheduled" ? "scheduled" : status;
}

/** Shopify asks it of each variant; a product here is files as a whole, as its first row says. */
function readDigital(run: ImportRun, row: TableRow, problems: Problems): ProductChange {
  const cell = readField(run, row, "requires_shipping");
  if (!cell) return {};
  const isDelivered = readYes(cell);
  if (isDelivered === null) problems.add(row, "requires_shipping", "Write true or false.");
  return { is_digital: isDelivered === false };
}

/** Categories go three levels deep; what a file has below is left out. */
const LEVELS = 3;

function readCategory(
  run: ImportRun,
  row: TableRow,
  problems: Problems,
): string[] | undefined {
  const [field, text] = ["category", "type"].map((one) => [one, readField(run, row, one)] as const)
    .sort(([, a], [, b]) => Number(!a) - Number(!b)).find(([, cell]) => cell !== undefined) ?? [];
  if (field === undefined || text === undefined) return undefined;
  const path = text.split(">").map((name) => oneLine(name).trim()).filter(Boolean).slice(0, LEVELS);
  if (path.some((name) => name.length > 60)) {
    problems.add(row, field, "Keep each category under 60 letters.");
  }
  return path;
}

/** The path with the addresses that its categories get where they are missing. */
export function withSlugs(path: string[]): { name: string; slug: string }[] {
  return path.map((name) => ({ name, slug: slugOf(name, 80) || "category" }));
}
