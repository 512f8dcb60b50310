import type { Client } from "@/lib/db/mod.ts";
import {
  ACCOUNT_CODE_TRIES,
  ACCOUNT_TRIES,
  CODE_TRIES,
  LETTERS,
  MESSAGES,
  NETWORK_LETTERS,
  PASSWORD_TRIES,
  SHOP_MESSAGES,
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

/** What a message to the shop with this address counts as. */
export function shopMessage(client: Client, slug: string): Turn[] {
  return [fromClient(MESSAGES, client), { limit: SHOP_MESSAGES, subject: slug }];
}
