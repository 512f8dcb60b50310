import { Cache, followDrops, type Following } from "@/lib/cache/mod.ts";
import { type Config, readConfig } from "@/lib/config.ts";
import { type Client, connect, type Db } from "@/lib/db/mod.ts";
import { createShopHosts, type ShopHosts } from "@/lib/domains/mod.ts";
import { followOrders, LiveFeed } from "@/lib/live/mod.ts";
import {
  createLogger,
  createMetrics,
  createReadinessCheck,
  type Logger,
  type Metrics,
  type Readiness,
} from "@/lib/observability/mod.ts";
import { TrafficCounter } from "@/lib/traffic/mod.ts";
import { createSealer, type Sealer } from "./sealed.ts";

/** What requests share: configuration, connections, and what watches over them. */
export interface App {
  config: Config;
  db: Db;
  /** Answers that show only what every visitor may see. */
  cache: Cache;
  /** What keeps the cache true. */
  drops: Following;
  /** What happens to orders, for dashboards that are open. */
  live: LiveFeed;
  log: Logger;
  /** Seals the keys of merchants' gateway accounts. */
  sealer: Sealer;
  metrics: Metrics;
  checkReadiness(): Promise<Readiness>;
  /** Whose own domain a host is. */
  hosts: ShopHosts;
  /** Counts what is looked at, without knowing by whom. */
  traffic: TrafficCounter;
  /** Answers a request as this server would, for pages that look at other pages. Set where it starts. */
  ask(request: Request): Promise<Response>;
}

/** What the root middleware gives every route. */
export interface AppState {
  app: App;
  /** Whose device asks; the audit log keeps it. */
  client: Client;
}

let app: App | undefined;

/** The one App of this process, made at the first request rather than at import. */
export function getApp(): App {
  app ??= createApp(readConfig(Deno.env.toObject()));
  return app;
}

function createApp(config: Config): App {
  const log = createLogger("web", { level: config.logLevel });
  const metrics = createMetrics();
  const cache = new Cache({
    maxBytes: config.cacheMb * 1024 * 1024,
    onRead: (result) => metrics.countCacheRead(result),
  });
  const db = connect({ url: config.webDatabaseUrl });
  const live = new LiveFeed();
  followOrders(live, { databaseUrl: config.webDatabaseUrl, log });
  return {
    config,
    db,
    hosts: createShopHosts(db.public, config),
    traffic: new TrafficCounter({ sql: db.own, log }),
    ask: () => Promise.reject(new Error("This process serves no pages")),
    cache,
    drops: followDrops(cache, { databaseUrl: config.webDatabaseUrl, log }),
    live,
    log,
    sealer: createSealer(config.credentialsKeys),
    metrics,
    checkReadiness: createReadinessCheck({
      databaseUrl: config.webDatabaseUrl,
      migrations: new URL("../supabase/migrations", import.meta.url).pathname,
      log,
    }),
  };
}
