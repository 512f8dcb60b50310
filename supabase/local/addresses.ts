import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import type { Ports } from "./ports.ts";
import { databaseUrl } from "./postgres.ts";
import type { Secrets } from "./secrets.ts";

/** Where the stand-ins of gateways are; M-Pesa's goes by the name of its API. */
type GatewayAddresses = Record<`${Exclude<Gateway, "mpesa">}_url` | "daraja_url", string>;

/** Content of `local.json`: where everything is and what opens it, for tests and operators. */
export interface Addresses extends GatewayAddresses {
  /** The platform, as shoppers reach it. */
  url: string;
  /** As the owner of the schema. */
  database_url: string;
  /** As the web server's login. */
  web_database_url: string;
  supabase_url: string;
  publishable_key: string;
  secret_key: string;
  jwt_secret: string;
  functions_url: string;
  mailbox_url: string;
  smtp_url: string;
  africastalking_url: string;
  /** What seals the keys of merchants' gateway accounts. */
  credentials_keys: string;
  /** Of the process to signal so that all of it stops. */
  pid: number;
}

/** Login at the local SMS gateway. */
export const SMS_LOGIN = { username: "sandbox", apiKey: "atsk_local" };

/** Addresses of everything local. `url` is the platform's. */
export function addressesOf(
  { url, ports, secrets }: { url: string; ports: Ports; secrets: Secrets },
): Addresses {
  const supabaseUrl = loopback(ports.supabase);
  return {
    url,
    database_url: databaseUrl("owner", { secrets, port: ports.postgres }),
    web_database_url: databaseUrl("web", { secrets, port: ports.postgres }),
    supabase_url: supabaseUrl,
    publishable_key: secrets.publishableKey,
    secret_key: secrets.secretKey,
    jwt_secret: secrets.jwtSecret,
    functions_url: `${supabaseUrl}/functions/v1`,
    mailbox_url: loopback(ports.mailbox),
    smtp_url: `smtp://127.0.0.1:${ports.smtp}`,
    africastalking_url: loopback(ports.africasTalking),
    ...gatewayAddresses(ports),
    credentials_keys: secrets.credentialsKeys,
    pid: Deno.pid,
  };
}

/** What a hosted deployment would have in the environment of the product's processes. */
export function productEnv(
  addresses: Addresses,
  { port, platformDomain }: { port: number; platformDomain: string },
): Record<string, string> {
  return {
    PORT: String(port),
    PLATFORM_DOMAIN: platformDomain,
    PUBLIC_URL: addresses.url,
    DATABASE_URL: addresses.database_url,
    WEB_DATABASE_URL: addresses.web_database_url,
    SUPABASE_URL: addresses.supabase_url,
    SUPABASE_PUBLISHABLE_KEY: addresses.publishable_key,
    SUPABASE_SECRET_KEY: addresses.secret_key,
    SUPABASE_JWT_SECRET: addresses.jwt_secret,
    FUNCTIONS_URL: addresses.functions_url,
    // Merchants here are the developers themselves, whose programs listen beside the platform.
    WEBHOOKS_TO_LOOPBACK: "1",
    SMTP_URL: addresses.smtp_url,
    SMS_URL: addresses.africastalking_url,
    SMS_USERNAME: SMS_LOGIN.username,
    SMS_API_KEY: SMS_LOGIN.apiKey,
    ...Object.fromEntries(
      GATEWAYS.map((name) => [`${name.toUpperCase()}_URL`, addresses[urlNameOf(name)]]),
    ),
    CREDENTIALS_KEYS: addresses.credentials_keys,
    MAILBOX_URL: addresses.mailbox_url,
    PHONE_URL: addresses.daraja_url,
  };
}

function gatewayAddresses(ports: Ports): GatewayAddresses {
  const all = GATEWAYS.map((name) => [urlNameOf(name), loopback(ports[name])]);
  return Object.fromEntries(all);
}

function urlNameOf(gateway: Gateway): keyof GatewayAddresses {
  return gateway === "mpesa" ? "daraja_url" : `${gateway}_url`;
}

function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}
