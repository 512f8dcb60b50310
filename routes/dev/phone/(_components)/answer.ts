import type { FreshContext } from "$fresh/server.ts";
import { GATEWAYS } from "@/lib/enums.ts";
import type { AppState } from "@/lib/app.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { answerLocalPrompt, type LocalAnswer, localPhones } from "@/lib/payments/local_phone.ts";

/** Answers the prompt of this address, then shows the phone again, whatever became of it. */
export async function answerPrompt(
  ctx: FreshContext<AppState>,
  answer: LocalAnswer,
): Promise<Response> {
  const phones = localPhones(ctx.state.app.config);
  if (!phones) return ctx.renderNotFound();
  const named = ctx.url.searchParams.get("gateway") ?? "mpesa";
  const gateway = GATEWAYS.find((name) => name === named);
  const url = gateway && phones.get(gateway);
  if (url) await answerLocalPrompt(url, ctx.params.checkout!, answer);
  const phone = ctx.url.searchParams.get("phone");
  return seeOther(phone ? `/dev/phone?phone=${encodeURIComponent(phone)}` : "/dev/phone");
}
