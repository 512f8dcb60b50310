import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../../(_components)/owners_only.ts";

export interface PlacePage {
  store: MyStore;
  /** As it is saved; null on the page of a new one. */
  name: string | null;
  values: Record<string, string>;
  errors: FormErrors;
}

/** How a zone or a pickup point is read and written. */
export interface PlaceKind<Input> {
  list(sql: Sql, storeId: string): Promise<{ id: string; name: string }[]>;
  fields(place: never, store: MyStore): Record<string, string>;
  form(store: MyStore): z.ZodType<Input>;
  /** Null once saved, or messages by field. */
  save(sql: Sql, storeId: string, input: Input): Promise<FormErrors | null>;
}

type Context = FreshContext<DashboardState, PlacePage>;

/** Shows the form of the place that the address names, or of a new one. */
export function showPlace<Input>(ctx: Context, kind: PlaceKind<Input>): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    assertManager(store);
    const place = await find(ctx, sql, store, kind);
    const values = place
      ? kind.fields(place as never, store)
      : { id: crypto.randomUUID(), shown: "" };
    return await ctx.render({ store, name: place?.name ?? null, values, errors: {} });
  });
}

/** Saves the posted form, or shows it again with messages. */
export async function postPlace<Input>(
  req: Request,
  ctx: Context,
  kind: PlaceKind<Input>,
): Promise<Response> {
  const read = await readForm(req, TextFields);
  return await ctx.state.inStore(async (sql, store) => {
    assertManager(store);
    const place = await find(ctx, sql, store, kind);
    const name = place?.name ?? null;
    if (!read.ok) {
      const { values, errors, status } = read;
      return ctx.render({ store, name, values, errors }, { status });
    }
    // What the address names is what changes, whatever the form says.
    const values: Record<string, string> = { ...read.value, ...(place && { id: place.id }) };
    const checked = kind.form(store).safeParse(values);
    const errors = checked.success
      ? await kind.save(sql, store.id, checked.data)
      : firstMessages(checked.error);
    if (!errors) return seeOther(`/dashboard/${store.slug}/settings/delivery?done=saved`);
    // Whoever saves once more has been told.
    const now = place && kind.fields(place as never, store).shown!;
    const shown = checked.success && now ? now : values.shown ?? "";
    return ctx.render({ store, name, values: { ...values, shown }, errors }, { status: 422 });
  });
}

async function find<Input>(
  { params }: Context,
  sql: Sql,
  store: MyStore,
  kind: PlaceKind<Input>,
): Promise<{ id: string; name: string } | null> {
  if (!params.id) return null;
  const place = (await kind.list(sql, store.id)).find(({ id }) => id === params.id);
  if (!place) throw new HttpError(404);
  return place;
}
