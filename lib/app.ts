import { type Config, readConfig } from "@/lib/config.ts";
import { connect, type Db } from "@/lib/db/mod.ts";

/** What requests share: configuration and connections. */
export interface App {
  config: Config;
  db: Db;
}

/** What the root middleware gives every route. */
export interface AppState {
  app: App;
}

let app: App | undefined;

/** The one App of this process, made at the first request rather than at import. */
export function getApp(): App {
  if (!app) {
    const config = readConfig(Deno.env.toObject());
    app = { config, db: connect({ url: config.webDatabaseUrl }) };
  }
  return app;
}
