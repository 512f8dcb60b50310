import type { AppState } from "@/lib/app.ts";
import type { Auth, Session } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { MyStore } from "./my_store.ts";

/** Pages where one signs in or up. */
export interface AuthState extends AppState {
  auth: Auth;
  /** For the forms of whoever is signed in: their first field. */
  csrf?: string;
  /** What was posted is not a form that this session got from us. */
  isStaleForm?: boolean;
}

/** Pages for whoever signed in. */
export interface SignedInState extends AuthState {
  session: Session;
  csrf: string;
}

/** Pages of one shop's dashboard. */
export interface DashboardState extends SignedInState {
  /**
   * Runs in one transaction as this member, after looking up the shop that the address names.
   * Answers 404 for everyone who does not work there: nobody learns that the shop exists.
   */
  inStore<T>(run: (sql: Sql, store: MyStore) => Promise<T>): Promise<T>;
  /** Known once `inStore` ran. */
  store?: MyStore;
}
