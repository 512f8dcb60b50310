import { z } from "zod";
import { modeOfKey } from "@/lib/payments/mod.ts";

const digits = (message: string) => z.string().trim().regex(/^\d{5,7}$/, message);
const secret = (name: string) => z.string().trim().max(200, `That ${name} is too long.`);

/** The form of a shop's M-Pesa account. Keys left empty stay as they are. */
export const MpesaForm = z.object({
  kind: z.enum(["paybill", "till"], "Choose one."),
  shortCode: digits("Write the 5 to 7 digits."),
  till: z.string().trim().default(""),
  environment: z.enum(["production", "sandbox"], "Choose one."),
  consumerKey: secret("key"),
  consumerSecret: secret("secret"),
  passkey: secret("passkey"),
  payoutShortCode: z.string().trim().default("").refine(
    (code) => code === "" || /^\d{5,7}$/.test(code),
    "Write the 5 to 7 digits.",
  ),
  initiatorName: z.string().trim().max(100, "That name is too long.").default(""),
  securityCredential: z.string().trim().max(2_000, "That credential is too long.").default(""),
}).refine(({ kind, till }) => kind === "paybill" || /^\d{5,8}$/.test(till), {
  path: ["till"],
  message: "Write the 5 to 8 digits of your till.",
}).refine(({ consumerKey, consumerSecret, passkey }) => {
  const given = [consumerKey, consumerSecret, passkey].filter(Boolean).length;
  return given === 0 || given === 3;
}, { path: ["consumerKey"], message: "Write all three keys, or none to keep those you have." })
  .refine(({ payoutShortCode, initiatorName, securityCredential }) => {
    const given = [payoutShortCode, initiatorName, securityCredential].filter(Boolean).length;
    return given === 0 || given === 3;
  }, { path: ["payoutShortCode"], message: "To send money back, fill in all three." })
  // Keys are kept together and are not read back.
  .refine(({ consumerKey, payoutShortCode }) => payoutShortCode === "" || consumerKey !== "", {
    path: ["consumerKey"],
    message: "Write the three keys of the app again, too: all are saved together.",
  });
export type MpesaForm = z.output<typeof MpesaForm>;

const WRONG_KEY =
  "That is not a secret key of Paystack. It starts with sk_live_ or sk_test_; pk_ is the public one.";

/** The form of a shop's Paystack account. A key left empty stays as it is. */
export const PaystackForm = z.object({
  secretKey: secret("key").refine((key) => key === "" || modeOfKey(key) !== null, WRONG_KEY),
});
export type PaystackForm = z.output<typeof PaystackForm>;
