import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import {
  checkWords,
  dropOwnWords,
  findOwnWords,
  findPartCost,
  getMessageSettings,
  getSampleStore,
  isKind,
  type KindName,
  kindOf,
  type MessageChannel,
  type OwnWords,
  type PartCost,
  previewOf,
  readWords,
  sampleValues,
  saveOwnWords,
  setMuted,
  startWords,
  tryWords,
} from "@/lib/notifications/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../../(_components)/owners_only.ts";

export interface WordsData {
  store: MyStore;
  kind: KindName;
  channel: MessageChannel;
  language: Language;
  /** In which it can be written: those of the shop. */
  languages: Language[];
  words: OwnWords;
  isOwn: boolean;
  /** They were typed, and are not saved. */
  isTyped: boolean;
  isMuted: boolean;
  errors: FormErrors;
  /** What stands for each name in the sample. */
  values: Record<string, string>;
  preview: ReturnType<typeof previewOf>;
  /** Of one part of a text message; null where nobody knows yet. */
  partCost: PartCost | null;
  /** Where a test went. */
  triedTo?: string;
}

type Context = FreshContext<DashboardState, WordsData>;

interface Place {
  kind: KindName;
  channel: MessageChannel;
}

/** What the address names; 404 where there is no such kind, or it does not go that way. */
function placeOf({ params }: Context): Place {
  const { kind = "", channel: asked } = params;
  if (!isKind(kind)) throw new HttpError(404);
  const channel = kindOf(kind).channels.find((one) => one === asked);
  if (!channel) throw new HttpError(404);
  return { kind, channel };
}

interface Shown {
  /** As they were typed, where they were not stored. */
  words?: OwnWords;
  errors?: FormErrors;
  status?: number;
  triedTo?: string;
}

export function showWords(ctx: Context): Promise<Response> {
  return ctx.state.inStore((sql, store) => {
    assertManager(store);
    return show(ctx, sql, store, ctx.url.searchParams.get("language") ?? "");
  });
}

async function show(
  ctx: Context,
  sql: Sql,
  store: MyStore,
  asked: string,
  { words: typed, errors = {}, status = 200, triedTo }: Shown = {},
): Promise<Response> {
  const { kind, channel } = placeOf(ctx);
  const [sample, settings, partCost] = await Promise.all([
    getSampleStore(sql, store.id),
    getMessageSettings(sql, store.id),
    channel === "sms" ? findPartCost(sql, store.id) : null,
  ]);
  const languages: Language[] = kindOf(kind).to === "staff" ? ["en"] : sample.languages;
  const language = languages.find((one) => one === asked) ?? languages[0]!;
  const own = await findOwnWords(sql, store.id, { kind, channel, language });
  const words = typed ?? own ?? startWords(kind, channel, language);
  const ask = {
    kind,
    channel,
    language,
    words,
    store: sample,
    publicUrl: ctx.state.app.config.publicUrl,
  };
  return await ctx.render({
    store,
    kind,
    channel,
    language,
    languages,
    words,
    isOwn: own !== null,
    isTyped: typed !== undefined,
    isMuted: settings.muted.some((one) => one.kind === kind && one.channel === channel),
    errors,
    values: sampleValues(ask),
    preview: previewOf(ask),
    partCost,
    triedTo,
  }, { status });
}

/** Does what the pressed button says: save, preview, try, go back to our words, switch on or off. */
export async function postWords(req: Request, ctx: Context): Promise<Response> {
  const read = await readForm(req, TextFields);
  return await ctx.state.inStore(async (sql, store) => {
    assertManager(store);
    const place = placeOf(ctx);
    const given = read.ok ? read.value : read.values;
    const { language: asked = "", intent = "save" } = given;
    const words = readWords(given, place.channel);
    if (!read.ok) {
      return await show(ctx, sql, store, asked, {
        words,
        errors: read.errors,
        status: read.status,
      });
    }
    if (intent === "mute" || intent === "unmute") {
      return await mute(ctx, sql, store, place, intent === "mute");
    }
    return await act(ctx, sql, store, { ...place, intent, asked, words });
  });
}

async function mute(
  ctx: Context,
  sql: Sql,
  store: MyStore,
  place: Place,
  isMuted: boolean,
): Promise<Response> {
  if (!kindOf(place.kind).isOptional) throw new HttpError(404);
  await setMuted(sql, store.id, { ...place, isMuted });
  return seeOther(`${ctx.url.pathname}?done=${isMuted ? "off" : "on"}`);
}

interface Act extends Place {
  intent: string;
  asked: string;
  words: OwnWords;
}

async function act(
  ctx: Context,
  sql: Sql,
  store: MyStore,
  { intent, asked, words, kind, channel }: Act,
): Promise<Response> {
  const languages = kindOf(kind).to === "staff"
    ? ["en" as const]
    : (await getSampleStore(sql, store.id)).languages;
  const language = languages.find((one) => one === asked);
  if (!language) throw new HttpError(404);
  const key = { kind, channel, language };
  const here = `${ctx.url.pathname}?language=${language}`;
  if (intent === "reset") {
    await dropOwnWords(sql, store.id, key);
    return seeOther(`${here}&done=reset`);
  }
  const errors = checkWords(kind, channel, words);
  if (Object.keys(errors).length > 0) {
    return await show(ctx, sql, store, language, { words, errors, status: 422 });
  }
  if (intent === "preview") return await show(ctx, sql, store, language, { words });
  if (intent === "try" && channel !== "whatsapp") {
    const tried = await tryWords(sql, store.id, { ...key, ...words });
    const outcome = tried.ok
      ? { triedTo: tried.value }
      : { errors: { "": TRY_REFUSALS[tried.code] }, status: 409 };
    return await show(ctx, sql, store, language, { words, ...outcome });
  }
  await saveOwnWords(sql, store.id, { ...key, ...words });
  return seeOther(`${here}&done=saved`);
}

const TRY_REFUSALS = {
  no_recipient: "Your shop has no phone number yet. Put one into the settings of your shop first.",
  too_many_tests: "You tried 20 times today. Try again tomorrow.",
};
