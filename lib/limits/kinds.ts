import type { Client } from "@/lib/db/mod.ts";
import {
  ACCOUNT_CODE_TRIES,
  ACCOUNT_TRIES,
  CODE_TRIES,
  LETTERS,
  MESSAGES,
  NETWORK_CODES,
  NETWORK_LETTERS,
  PASSWORD_TRIES,
  PHONE_CODES,
  SHOP_CODES,
  SHOP_MESSAGES,
  SHOPPER_CODE_TRIES,
  SHOPPER_CODES,
} from "./limits.ts";
import { fromClient, type Turn } from "./take_turns.ts";

/** What a password typed for an account counts as. */
export function passwordTry(client: Client, email: string): Turn[] {
  return [fromClient(PASSWORD_TRIES, client, email), { limit: ACCOUNT_TRIES, subject: email }];
}

/** What a code typed for an account counts as. */
export function codeTry(client: Client, email: string): Turn[] {
  return [fromClient(CODE_TRIES, client, email), { limit: ACCOUNT_CODE_TRIES, subject: email }];
}

/** What a letter to an address counts as, whether or not it has an account. */
export function letter(client: Client, email: string): Turn[] {
  return [{ limit: LETTERS, subject: email }, fromClient(NETWORK_LETTERS, client)];
}

/** What a code by SMS for a phone at a shop counts as, whether or not the phone ever bought there. */
export function shopperCode(client: Client, { slug, phone }: { slug: string; phone: string }) {
  return [
    { limit: SHOPPER_CODES, subject: `${slug} ${phone}` },
    { limit: PHONE_CODES, subject: phone },
    { limit: SHOP_CODES, subject: slug },
    fromClient(NETWORK_CODES, client),
  ];
}

/** What a code typed by a shopper counts as. */
export function shopperCodeTry(client: Client): Turn[] {
  return [fromClient(SHOPPER_CODE_TRIES, client)];
}

/** What a message to the shop with this address counts as. */
export function shopMessage(client: Client, slug: string): Turn[] {
  return [fromClient(MESSAGES, client), { limit: SHOP_MESSAGES, subject: slug }];
}
