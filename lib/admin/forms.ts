import { z } from "zod";

/** Why somebody of the platform does something to a shop. Its merchant reads it. */
export const ReasonForm = z.object({
  reason: z.string().overwrite((text) => text.replace(/\s+/g, " ").trim())
    .min(3, "Say why, in a few words. The owner of the shop reads it.")
    .max(300, "Keep it under 300 letters."),
});
