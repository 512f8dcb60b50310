import { LOCAL_MTN_ACCOUNT } from "@/lib/payments/mod.ts";
import type { LocalAccount } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";

const TOKEN_S = 3600;
const { credentials } = LOCAL_MTN_ACCOUNT;

/** The user that asks for money: what the account is known by. */
export const COLLECTOR = `${credentials.api_user}:${credentials.api_key}`;
/** The user that pays out of the same business. */
const PAYER = `${credentials.refund_api_user}:${credentials.refund_api_key}`;

export type Product = "collection" | "disbursement";

interface AccessToken {
  product: Product;
  account: string;
  expiresAt: number;
}

/** The account whose user and subscription a product opens to. */
function opens(
  network: Network,
  product: Product,
  { user, subscription }: { user: string; subscription: string | null },
): LocalAccount | null {
  const isPayer = user === PAYER && subscription === credentials.refund_subscription_key;
  const account = network.account(product === "collection" ? user : COLLECTOR);
  const isOpen = product === "disbursement" ? isPayer : account?.secret === subscription;
  return isOpen && account ? account : null;
}

export function issueToken(network: Network, product: Product, request: Request): Response {
  const [, basic = ""] = /^Basic (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const subscription = request.headers.get("ocp-apim-subscription-key");
  const account = opens(network, product, { user: readBase64(basic), subscription });
  if (!account) {
    return Response.json({ error: "login_failed", message: "Access denied" }, { status: 401 });
  }
  const token = crypto.randomUUID();
  const expiresAt = network.clock.now() + TOKEN_S * 1000;
  const issued: AccessToken = { product, account: account.key, expiresAt };
  network.records.put(`token:${token}`, issued);
  return Response.json({ access_token: token, token_type: "access_token", expires_in: TOKEN_S });
}

function readBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

/** Whose token and subscription a request of a product comes with. */
export function accountOf(
  network: Network,
  product: Product,
  { headers }: Request,
): LocalAccount | null {
  const [, bearer] = /^Bearer (\S+)$/.exec(headers.get("authorization") ?? "") ?? [];
  const token = network.records.get<AccessToken>(`token:${bearer}`);
  if (token?.product !== product || token.expiresAt <= network.clock.now()) return null;
  const user = product === "collection" ? token.account : PAYER;
  return opens(network, product, { user, subscription: headers.get("ocp-apim-subscription-key") });
}
