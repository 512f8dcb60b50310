import type { Handlers } from "$fresh/server.ts";
import { HttpError } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { liteCookie, LiteForm, type StorefrontState } from "@/lib/stores/mod.ts";

/** Whether pictures of this shop wait for a tap on this device. */
export const handler: Handlers<unknown, StorefrontState> = {
  GET: (_req, { state }) => seeOther(state.base || "/"),

  async POST(req, { state: { base, root } }) {
    const form = await readForm(req, LiteForm);
    if (!form.ok) throw new HttpError(form.status, form.errors[""]);
    const { lite, to } = form.value;
    return seeOther(base + to || "/", { "set-cookie": liteCookie(lite, root) });
  },
};
