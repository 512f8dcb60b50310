import { z } from "zod";
import { parsePhone } from "@/lib/phone.ts";

/** Asks for another prompt, on the same phone or another one. M-Pesa prompts Kenyan numbers. */
export const RetryForm = z.object({
  phone: z.string().transform((text, ctx) => {
    const number = parsePhone(text, "KE");
    if (number?.startsWith("+254")) return number;
    const message = "M-Pesa needs a Kenyan number. Try it as 0712 345 678.";
    ctx.addIssue({ code: "custom", message });
    return z.NEVER;
  }),
});
