/** The code first: it is what a phone shows before the message is opened. Longest wording first. */
export function shopperCodeSms(code: string, storeName: string): string[] {
  return [
    `${code} is your code for ${storeName}. It works for 10 minutes. Tell it to nobody, also not to the shop.`,
    `${code} is your code. It works for 10 minutes. Tell it to nobody, also not to the shop.`,
  ];
}
