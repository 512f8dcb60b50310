import { z } from "zod";
import { GRANTABLE } from "@/lib/auth/mod.ts";
import { type Country, parsePhone } from "@/lib/phone.ts";
import { permissionField } from "@/lib/tenants/mod.ts";
import type { Grant } from "./members.ts";
import type { Contact } from "./invitations.ts";

/** Name of the box that puts somebody to work in this shop. */
export function storeField(storeId: string): string {
  return `in.${storeId}`;
}

const Boxes = z.looseObject({
  role: z.enum(["staff", "merchant"], "Choose what they are."),
  where: z.enum(["all", "some"], "Choose where they work.").default("all"),
});

/** What a member is given, as the boxes of its form say it. */
export const GrantForm = Boxes.transform((fields): Grant => {
  const { role, where } = fields;
  const ticked = Object.keys(fields).filter((name) => name.startsWith("in."));
  return {
    role,
    storeIds: role === "merchant" || where === "all" ? null : ticked.map((name) => name.slice(3)),
    permissions: role === "merchant"
      ? []
      : GRANTABLE.filter((one) => permissionField(one) in fields),
  };
}).refine(({ storeIds }) => storeIds === null || storeIds.length > 0, {
  path: ["where"],
  message: "Tick at least one shop.",
}).refine(({ storeIds }) => storeIds?.every((id) => z.uuid().safeParse(id).success) ?? true, {
  path: ["where"],
  message: "Choose from these shops.",
});

/** The form of an invitation. */
export const InvitationForm = z.intersection(
  z.looseObject({
    contact: z.string().trim().min(1, "Write their email or phone number.").max(254),
  }).transform(({ contact }) => ({ contact })),
  GrantForm.transform((grant) => ({ grant })),
);

/** Where an invitation goes: an email, or a phone as people write it in this country; null when neither. */
export function readContact(text: string, country: Country): Contact | null {
  if (text.includes("@")) {
    const email = z.email().safeParse(text.toLowerCase());
    return email.success ? { channel: "email", recipient: email.data } : null;
  }
  const phone = parsePhone(text, country);
  return phone ? { channel: "sms", recipient: phone } : null;
}

/** Values of the form that shows this grant. */
export function grantFields({ role, storeIds, permissions }: Grant): Record<string, string> {
  return {
    role,
    where: storeIds ? "some" : "all",
    ...Object.fromEntries(permissions.map((one) => [permissionField(one), "on"])),
    ...Object.fromEntries((storeIds ?? []).map((id) => [storeField(id), "on"])),
  };
}
