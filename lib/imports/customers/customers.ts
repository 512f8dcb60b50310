import { z } from "zod";
import { isRefusedInput, type Sql } from "@/lib/db/mod.ts";
import { parsePhone } from "@/lib/phone.ts";
import {
  type ImportRun,
  type Item,
  type ItemKind,
  type Plan,
  Problems,
  readField,
  readYes,
} from "../item.ts";

/** A customer as they are to be, in the words of `private.import_customer`. */
export interface CustomerWrite {
  phone: string;
  name: string;
  email: string | null;
  wants_news: boolean;
  area: string | null;
  landmark: string | null;
  directions: string;
}

interface Stored extends Pick<CustomerWrite, "phone" | "name" | "email" | "wants_news"> {
  addresses: { area: string; landmark: string; directions: string }[];
}

/** Customers of one import; a phone that the file has twice is told at the second. */
export function customerItems(): ItemKind<CustomerWrite> {
  const seen = new Map<string, number>();
  return {
    group: (_sql, run, rows) =>
      Promise.resolve(rows.map((row, i) => ({
        number: i + 1,
        key: readField(run, row, "phone") ?? "",
        rows: [row],
      }))),
    async plan(sql, run, items, isHeld) {
      const phones = items.flatMap(({ key }) => parsePhone(key, run.country) ?? []);
      const stored = await readStored(sql, { storeId: run.storeId, phones, isHeld });
      return items.map((item) => planCustomer(run, item, { stored, seen }));
    },
    async write(sql, run, write) {
      await sql`select private.import_customer(${run.id}, ${sql.json(write as never)})`;
    },
    explain: (error) =>
      isRefusedInput(error)
        ? { field: null, text: "Something in this customer is not allowed here." }
        : null,
  };
}

async function readStored(
  sql: Sql,
  { storeId, phones, isHeld }: { storeId: string; phones: string[]; isHeld: boolean },
): Promise<Map<string, Stored>> {
  const rows = await sql<Stored[]>`
    select c.phone, c.name, c.email, c.wants_news,
      (select coalesce(jsonb_agg(jsonb_build_object('area', a.area, 'landmark', a.landmark,
          'directions', a.directions)), '[]')
        from public.addresses as a where a.store_id = c.store_id and a.customer_id = c.id) as addresses
    from (
      select c.* from public.customers as c where c.store_id = ${storeId} and c.phone = any (${phones})
      order by c.id ${isHeld ? sql`for no key update` : sql``}
    ) as c`;
  return new Map(rows.map((row) => [row.phone, row]));
}

const oneLine = (max: number) =>
  z.string().transform((text) => text.replace(/\s+/g, " "))
    .pipe(z.string().max(max, `Use at most ${max} letters.`));

const Text = z.object({
  name: oneLine(120),
  email: z.email("Write an address such as amina@example.com.").max(254),
  area: oneLine(120),
  landmark: oneLine(160),
  directions: z.string().max(500, "Use at most 500 letters."),
}).partial();

/** What comes of one customer's row. Pure but for the phones that it has seen. */
export function planCustomer(
  run: ImportRun,
  { key, rows: [row] }: Item,
  { stored: all, seen }: { stored: Map<string, Stored>; seen: Map<string, number> },
): Plan<CustomerWrite> {
  const problems = new Problems(run);
  const cell = (field: string) => readField(run, row!, field);
  const phone = parsePhone(key, run.country);
  if (!phone) problems.add(row!, "phone", "Write a phone number, such as 0712 345 678.");
  const before = phone === null ? undefined : seen.get(phone);
  if (before !== undefined) problems.add(row!, "phone", `Row ${before} has this phone as well.`);

  const full = [cell("first_name"), cell("last_name")].filter(Boolean).join(" ");
  const typed = { ...textOf(cell), name: cell("name") || full || undefined };
  const text = Text.safeParse(typed);
  for (const { path, message } of text.error?.issues ?? []) {
    problems.add(row!, String(path[0]), message);
  }
  const stored = phone === null ? undefined : all.get(phone);
  const name = text.data?.name ?? stored?.name;
  if (!name && text.success) problems.add(row!, "name", "Write a name.");
  const news = cell("wants_news");
  const wantsNews = news ? readYes(news) : stored?.wants_news ?? false;
  if (wantsNews === null) problems.add(row!, "wants_news", "Write yes or no.");
  if (problems.found.length > 0) return { outcome: "refused", problems: problems.found };

  seen.set(phone!, row!.line);
  const { area, landmark, directions = "", email = stored?.email ?? null } = text.data!;
  // Where somebody lives takes both: a town alone leads no rider there.
  const place = area && landmark ? { area, landmark } : { area: null, landmark: null };
  const write = { phone: phone!, name: name!, email, wants_news: wantsNews!, directions, ...place };
  const outcome = stored ? isSame(stored, write) ? "unchanged" : "changed" : "new";
  return { outcome, problems: [], write };
}

/** Texts that are there: an empty cell leaves what the shop knows. */
function textOf(cell: (field: string) => string | undefined): Record<string, string> {
  const found = ["email", "area", "landmark", "directions"].flatMap((field) => {
    const text = cell(field);
    return text ? [[field, text]] : [];
  });
  return Object.fromEntries(found);
}

function isSame(stored: Stored, write: CustomerWrite): boolean {
  const { name, email, wants_news, area, landmark, directions } = write;
  return stored.name === name && stored.email === email && stored.wants_news === wants_news &&
    (area === null ||
      stored.addresses.some((one) =>
        one.area === area && one.landmark.toLowerCase() === landmark!.toLowerCase() &&
        one.directions === directions
      ));
}
