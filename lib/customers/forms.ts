import { z } from "zod";
import { CONSENT_CHANNELS } from "@/lib/enums.ts";
import { parsePhone } from "@/lib/phone.ts";
import type { Country } from "@/lib/phone.ts";

const oneLine = (max: number, tooLong: string) =>
  z.string().overwrite((text) => text.replace(/\s+/g, " ").trim()).max(max, tooLong);

const NO_PHONE = "That does not look like a phone number. Try it as 0712 345 678.";

const tags = z.string().default("").transform((text) =>
  [...new Set(text.split(",").map((tag) => tag.replace(/\s+/g, " ").trim().toLowerCase()))]
    .filter(Boolean)
).refine((all) => all.length <= 20, "Twenty tags are the most.")
  .refine((all) => all.every((tag) => tag.length <= 40), "Keep each tag under 40 letters.");

const consents = z.union([z.string(), z.array(z.string())]).optional()
  .transform((ticked) => CONSENT_CHANNELS.filter((one) => [ticked ?? []].flat().includes(one)));

const fields = {
  name: oneLine(120, "That is too long for a name.").refine((name) => name !== "", "Write a name."),
  email: z.string().trim().refine(
    (email) => email === "" || z.email().max(254).safeParse(email).success,
    "That does not look like an email address. Leave it empty or correct it.",
  ),
  tags,
  consents,
};

/** The form that changes a customer. */
export const EditForm = z.object(fields);

/** The form that adds one; phones are read as people of this country write them. */
export const addForm = (country: Country) =>
  z.object({
    id: z.uuid(),
    phone: z.string().transform((text, ctx) => {
      const phone = parsePhone(text, country);
      if (phone) return phone;
      ctx.addIssue({ code: "custom", message: NO_PHONE });
      return z.NEVER;
    }),
    ...fields,
  });

/** The form of a note. */
export const NoteForm = z.object({
  id: z.uuid(),
  body: z.string().trim().min(1, "Write something first.").max(
    2000,
    "Keep it under 2,000 letters.",
  ),
});

/** The form of an address. */
export const addressForm = (country: Country) =>
  z.object({
    area: oneLine(120, "Keep the area under 120 letters.").refine(Boolean, "Write the area."),
    landmark: oneLine(160, "Keep the landmark under 160 letters.")
      .refine(Boolean, "Add a landmark so the rider can find them."),
    directions: z.string().trim().max(500, "Keep this under 500 letters."),
    secondPhone: z.string().trim().transform((text, ctx) => {
      const phone = text === "" ? "" : parsePhone(text, country);
      if (phone !== null) return phone;
      ctx.addIssue({ code: "custom", message: `${NO_PHONE} Or leave it empty.` });
      return z.NEVER;
    }),
  });

/** The form that tags many. */
export const TagForm = z.object({
  customers: z.union([z.uuid(), z.array(z.uuid()).max(500)], "Tick somebody first.")
    .transform((ids) => [ids].flat()),
  tag: oneLine(40, "Keep the tag under 40 letters.")
    .refine((tag) => tag !== "", "Write the tag.")
    .refine((tag) => !tag.includes(","), "One tag at a time, without a comma."),
  intent: z.enum(["add", "remove"]).default("add"),
  back: z.string().max(600).default(""),
});
