import type { FreshContext } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { answerLocalPrompt, type LocalAnswer } from "@/lib/payments/local_phone.ts";

/** Answers the prompt of this address, then shows the phone again, whatever became of it. */
export async function answerPrompt(
  ctx: FreshContext<AppState>,
  answer: LocalAnswer,
): Promise<Response> {
  const { phoneUrl } = ctx.state.app.config;
  if (phoneUrl === null) return ctx.renderNotFound();
  await answerLocalPrompt(phoneUrl, ctx.params.checkout!, answer);
  const phone = ctx.url.searchParams.get("phone");
  return seeOther(phone ? `/dev/phone?phone=${encodeURIComponent(phone)}` : "/dev/phone");
}
