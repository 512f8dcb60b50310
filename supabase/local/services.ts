import { App, setExperimental } from "@supabase/lite";
import { PostgresConnection } from "@supabase/lite/postgres";
import { isForAuthAdmin, startAuthAdmin } from "./auth_admin.ts";
import { startAuthDialect } from "./auth_dialect.ts";
import { authMail } from "./auth_mail.ts";
import { startRestDialect } from "./rest_dialect.ts";
import type { Settings } from "./settings.ts";
import type { StackOptions } from "./stack_options.ts";
import { speakStorage } from "./storage_dialect.ts";
import { StorageFiles } from "./storage_files.ts";

/** Auth, REST and Storage, answering as those of a hosted Supabase project do. */
export interface Services {
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/** The package hands JSON over as text already; written as JSON once more, it would be a string. */
const serialize = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
const json = { to: 114, from: [114], serialize, parse: JSON.parse };
const jsonb = { to: 3802, from: [3802], serialize, parse: JSON.parse };

/** Sets the services up over the database. They connect with the first request. */
export function startServices(options: StackOptions, settings: Settings): Services {
  const { siteUrl, smtpUrl } = options;
  // The package's word for not yet finished; what is used of it here is covered by our tests.
  setExperimental("storage", true);
  const connection = new PostgresConnection({
    url: options.databaseUrl,
    postgresOptions: { max: 10, onnotice: () => {}, types: { json, jsonb } },
  });
  leaveGrantsAlone(connection);
  const app = new App({
    connection,
    api: settings.api,
    storage: settings.storage,
    auth: {
      ...settings.auth,
      jwt_secret: options.jwtSecret,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      site_url: siteUrl,
      additional_redirect_urls: [`${siteUrl}/**`],
    },
    db: { migrations: { enabled: false } },
    studio: { enabled: false },
    options: {
      server: { admin: false, disableStudio: true },
      drivers: smtpUrl ? { email: authMail(smtpUrl) } : {},
    },
  });
  app._storageAdapter = new StorageFiles(options.storageDir);
  const admin = startAuthAdmin(options);
  const auth = startAuthDialect(options, settings);
  const rest = startRestDialect(options.databaseUrl);
  const answer = async (request: Request) => await app.fetch(request);
  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (isForAuthAdmin(pathname)) return await admin.fetch(request);
      if (pathname.startsWith("/auth/v1/")) return await auth.fetch(request, answer);
      if (pathname.startsWith("/rest/v1/")) return await rest.fetch(request, answer);
      if (pathname.startsWith("/storage/v1/")) return await speakStorage(request, answer);
      return await answer(request);
    },
    async stop() {
      await Promise.all([connection.close(), admin.stop(), auth.stop(), rest.stop()]);
    },
  };
}

/**
 * On its first request the package opens every table to every role, in case a project has made no
 * grants. Ours are part of the access rules. This is the mark by which it knows that it has done so;
 * its login could not do it anyway, as it owns none of these tables.
 */
function leaveGrantsAlone(connection: PostgresConnection): void {
  Reflect.set(connection, "rlsState", "active");
}
