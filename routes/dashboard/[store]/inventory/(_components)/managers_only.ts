import { HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Answers 403 to those whose role does not reach the stock. */
export function assertManagesStock(store: MyStore): void {
  if (!can(store, "products.manage")) {
    throw new HttpError(403, "Your role does not change stock. Ask the owner.");
  }
}
