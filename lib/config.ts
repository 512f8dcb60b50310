import { isIP } from "node:net";
import { z } from "zod";
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { parseSealKeys, type SealKey } from "@/lib/sealed.ts";
import { StartupError } from "@/lib/startup_error.ts";

/** What a process of the product knows about where it runs. Read once, then passed around. */
export interface Config {
  production: boolean;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** What readers of /metrics must bring; null lets everyone read. */
  metricsToken: string | null;
  /** Proxies of ours in front of the web server; each adds an entry to X-Forwarded-For. */
  trustedProxies: number;
  /** Sites whose pages may call the API: "https://till.example". */
  corsOrigins: string[];
  /** Jobs that the worker does at a time. */
  jobConcurrency: number;
  /** Memory for kept pages of each web server, in MB. */
  cacheMb: number;
  /** 0 picks a free one. */
  port: number;
  /** As the owner of the schema: migrations and the job queue only. */
  databaseUrl: string;
  /** As `afrify_web`, which owns nothing and can only become a visitor or a signed-in user. */
  webDatabaseUrl: string;
  supabaseUrl: string;
  publishableKey: string;
  secretKey: string;
  /** Null where Supabase signs with keys it publishes (JWKS). */
  jwtSecret: string | null;
  /** Shops are at `<slug>.<platformDomain>`. */
  platformDomain: string;
  /** Where shoppers reach the platform, without a trailing slash. */
  publicUrl: string;
  /** Where domains of shops are looked up; empty is the system's own resolver. */
  dns: { servers: { ipAddr: string; port: number }[] };
  /** Addresses that a shop's domain may point to; empty are those of its host here. */
  domainAddresses: string[];
  /** Where gateways reach the edge functions, without a trailing slash. */
  functionsUrl: string;
  /** Whether merchants' webhooks may go to this machine and without TLS: where no merchant is a stranger. */
  webhookReach: { allowsLoopback: boolean };
  smtpUrl: string;
  /** A bare address; the name before it is the shop's. */
  mailFrom: string;
  /** Where people write when they need somebody of the platform. */
  supportEmail: string;
  sms: SmsConfig;
  /** Instead of the gateways' own addresses: `MPESA_URL`, `PAYSTACK_URL`. */
  gatewayUrls: Record<Gateway, string | null>;
  /** Keys of merchants' gateway accounts are sealed under the first, and opened with any. */
  credentialsKeys: SealKey[];
  /** Stand-ins of embedded mode: every message sent, and a shopper's phone. Null elsewhere. */
  mailboxUrl: string | null;
  phoneUrl: string | null;
}

/** Africa's Talking. */
export interface SmsConfig {
  url: string;
  username: string;
  apiKey: string;
  /** Registered sender name or short code; null sends under the account's default. */
  sender: string | null;
}

const address = (protocol: RegExp, example: string) =>
  z.string({ error: `is missing, for example ${example}` })
    .refine((value) => URL.canParse(value) && protocol.test(new URL(value).protocol), {
      error: `is not an address like ${example}`,
    })
    .transform((value) => value.replace(/\/+$/, ""));
const web = (example: string) => address(/^https?:$/, example);
const text = z.string({ error: "is missing" }).min(1, { error: "is empty" });
const database = address(/^postgres(ql)?:$/, "postgres://user:password@host:5432/postgres");

function urlName(gateway: Gateway): `${string}_URL` {
  return `${gateway.toUpperCase()}_URL`;
}

const Environment = z.object({
  DENO_ENV: z.enum(["production", "development"], { error: "is not production or development" })
    .default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
    error: "is not a level such as info or debug",
  }).default("info"),
  METRICS_TOKEN: text.optional(),
  TRUSTED_PROXIES: z.string().regex(/^\d$/, { error: "is not a number from 0 to 9" }).default("0")
    .transform(Number),
  CORS_ORIGINS: z.string().default("").transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every((one) => URL.parse(one)?.origin === one), {
      error: "is not a list of origins like https://till.example, separated by commas",
    }),
  JOB_CONCURRENCY: z.string().regex(/^[1-9]\d?$/, { error: "is not a number from 1 to 99" })
    .default("4").transform(Number),
  CACHE_MB: z.string().regex(/^[1-9]\d{0,4}$/, { error: "is not a number from 1 to 99999" })
    .default("32").transform(Number),
  PORT: z.string().regex(/^\d{1,5}$/, { error: "is not a port number" }).default("8000")
    .transform(Number).refine((port) => port < 65_536, { error: "is not a port number" }),
  DATABASE_URL: database,
  WEB_DATABASE_URL: database,
  SUPABASE_URL: web("https://<project>.supabase.co"),
  SUPABASE_PUBLISHABLE_KEY: text,
  SUPABASE_SECRET_KEY: text,
  SUPABASE_JWT_SECRET: text.optional(),
  PLATFORM_DOMAIN: text.default("localhost"),
  PUBLIC_URL: web("https://afrify.example").optional(),
  DNS_SERVER: z.string().regex(/^[\d.]+:\d{1,5}$/, { error: "is not like 1.1.1.1:53" }).optional(),
  DOMAIN_ADDRESSES: z.string().default("").transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every((one) => isIP(one)), {
      error: "is not a list of IP addresses, separated by commas",
    }),
  FUNCTIONS_URL: web("https://<project>.supabase.co/functions/v1").optional(),
  WEBHOOKS_TO_LOOPBACK: z.enum(["0", "1"], { error: "is not 0 or 1" }).default("0"),
  SMTP_URL: address(/^smtps?:$/, "smtp://user:password@host:587"),
  MAIL_FROM: z.email({ error: "is not an email address" }).default("no-reply@afrify.test"),
  SUPPORT_EMAIL: z.email({ error: "is not an email address" }).default("support@afrify.test"),
  SMS_URL: web("https://api.africastalking.com").default("https://api.africastalking.com"),
  SMS_USERNAME: text.default("sandbox"),
  SMS_API_KEY: text,
  SMS_SENDER: text.optional(),
  CREDENTIALS_KEYS: z.string({ error: "is missing, for example 2026a:<32 bytes in base64>" })
    .transform((list, ctx) => {
      const keys = parseSealKeys(list);
      if (keys) return keys;
      ctx.addIssue({
        code: "custom",
        message: "is not a list of keys like 2026a:<32 bytes in base64>",
      });
      return z.NEVER;
    }),
  ...Object.fromEntries(
    GATEWAYS.map((name) => [urlName(name), web("https://gateway.example").optional()]),
  ),
  MAILBOX_URL: web("http://127.0.0.1:1080").optional(),
  PHONE_URL: web("http://127.0.0.1:1081").optional(),
});

function toServer(address: string): { ipAddr: string; port: number } {
  const [ipAddr, port] = address.split(":");
  return { ipAddr: ipAddr!, port: Number(port) };
}

/**
 * Reads the environment of a product process. An empty variable counts as missing. Throws
 * StartupError naming the first variable that is missing or wrong.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartupError(`${issue?.path.join(".")} ${issue?.message}`);
  }
  const read = parsed.data;
  return {
    production: read.DENO_ENV === "production",
    logLevel: read.LOG_LEVEL,
    metricsToken: read.METRICS_TOKEN ?? null,
    trustedProxies: read.TRUSTED_PROXIES,
    corsOrigins: read.CORS_ORIGINS,
    jobConcurrency: read.JOB_CONCURRENCY,
    cacheMb: read.CACHE_MB,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL,
    webDatabaseUrl: read.WEB_DATABASE_URL,
    supabaseUrl: read.SUPABASE_URL,
    publishableKey: read.SUPABASE_PUBLISHABLE_KEY,
    secretKey: read.SUPABASE_SECRET_KEY,
    jwtSecret: read.SUPABASE_JWT_SECRET ?? null,
    platformDomain: read.PLATFORM_DOMAIN,
    publicUrl: read.PUBLIC_URL ?? `http://${read.PLATFORM_DOMAIN}:${read.PORT}`,
    dns: { servers: read.DNS_SERVER ? [toServer(read.DNS_SERVER)] : [] },
    domainAddresses: read.DOMAIN_ADDRESSES,
    functionsUrl: read.FUNCTIONS_URL ?? `${read.SUPABASE_URL}/functions/v1`,
    webhookReach: {
      allowsLoopback: read.WEBHOOKS_TO_LOOPBACK === "1" && read.DENO_ENV !== "production",
    },
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    supportEmail: read.SUPPORT_EMAIL,
    sms: {
      url: read.SMS_URL,
      username: read.SMS_USERNAME,
      apiKey: read.SMS_API_KEY,
      sender: read.SMS_SENDER ?? null,
    },
    gatewayUrls: Object.fromEntries(
      GATEWAYS.map((name) => [name, (read as Record<string, unknown>)[urlName(name)] ?? null]),
    ) as Config["gatewayUrls"],
    credentialsKeys: read.CREDENTIALS_KEYS,
    mailboxUrl: read.MAILBOX_URL ?? null,
    phoneUrl: read.PHONE_URL ?? null,
  };
}
