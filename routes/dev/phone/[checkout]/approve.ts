import { z } from "zod";
import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { readForm } from "@/lib/http/mod.ts";
import { answerPrompt } from "../(_components)/answer.ts";

const PinForm = z.object({ pin: z.string() });

export const handler: Handlers<unknown, AppState> = {
  async POST(req, ctx) {
    const form = await readForm(req, PinForm);
    // Whatever is not a PIN is a wrong one.
    return await answerPrompt(ctx, { verb: "approve", pin: form.ok ? form.value.pin : "" });
  },
};
