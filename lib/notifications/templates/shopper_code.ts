import type { Words } from "@/lib/i18n/mod.ts";

/** The code first: it is what a phone shows before the message is opened. Longest wording first. */
export function shopperCodeSms(code: string, store: string, { plain }: Words): string[] {
  return [
    plain("message.smsCode", { code, store }),
    plain("message.smsCodeShort", { code }),
  ];
}
