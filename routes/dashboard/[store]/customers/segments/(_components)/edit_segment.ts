import { type FreshContext, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import {
  BLANK_SEGMENT,
  checkSegment,
  countCustomers,
  getSegment,
  listRuleChoices,
  readSegmentDraft,
  type RuleChoices,
  saveSegment,
  type Segment,
  type SegmentDraft,
  type SegmentRefusal,
  toSegmentDraft,
} from "@/lib/customers/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertServesCustomers } from "../../(_components)/for_customers.ts";

export interface EditSegmentPage {
  store: MyStore;
  /** Null for one that is not saved yet. */
  segment: Segment | null;
  /** Of a new one: the same form sent twice makes one. */
  id: string;
  draft: SegmentDraft;
  errors: Record<string, string>;
  choices: RuleChoices;
  /** How many meet it, once somebody asked. */
  count: number | null;
}

type Context = FreshContext<DashboardState, EditSegmentPage>;

const REFUSALS: Record<SegmentRefusal, Record<string, string>> = {
  segment_gone: { "": "Somebody deleted this segment meanwhile." },
  segment_exists: { name: "Another segment is called that." },
  too_many_segments: { "": "A hundred segments are the most. Delete one first." },
};

/** Runs with the segment that the address names, null on the page of a new one; 404 for others'. */
export function withSegment<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, segment: Segment | null) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    const segment = params.id ? await getSegment(sql, store.id, params.id) : null;
    if (params.id && !segment) throw new HttpError(404);
    assertServesCustomers(store);
    return await run(sql, store, segment);
  });
}

/** Shows the form of a segment, or of a new one. */
export function showSegment(ctx: Context): Promise<Response> {
  return withSegment(ctx, async (sql, store, segment) => {
    const choices = await listRuleChoices(sql, store.id);
    const draft = segment ? toSegmentDraft(segment, store) : BLANK_SEGMENT;
    const id = crypto.randomUUID();
    return await ctx.render({ store, segment, id, draft, choices, errors: {}, count: null });
  });
}

/** Saves the posted form, or shows it again: with messages, or with how many meet it. */
export async function postSegment(req: Request, ctx: Context): Promise<Response> {
  const form = await readForm(req, z.record(z.string(), z.string().or(z.array(z.string()))));
  const fields = form.ok ? form.value : form.values;
  return await withSegment(ctx, async (sql, store, segment) => {
    const draft = readSegmentDraft(fields);
    const id = z.uuid().safeParse(fields.id).data ?? crypto.randomUUID();
    const again = async (errors: Record<string, string>, count: number | null, status: number) => {
      const choices = await listRuleChoices(sql, store.id);
      return await ctx.render({ store, segment, id, draft, choices, errors, count }, { status });
    };
    if (!form.ok) return await again(form.errors, null, form.status);
    const isCount = fields.intent === "count";
    const checked = checkSegment(isCount ? { ...draft, name: draft.name || "-" } : draft, store);
    if (!checked.ok) return await again(checked.details!, null, 422);
    if (isCount) {
      return await again({}, await countCustomers(sql, store.id, checked.value.rule), 200);
    }
    const place = { storeId: store.id, id: segment?.id ?? id, isKnown: segment !== null };
    const saved = await saveSegment(sql, place, checked.value);
    if (!saved.ok) return await again(REFUSALS[saved.code], null, 422);
    return seeOther(`/dashboard/${store.slug}/customers/segments?done=saved`);
  });
}
