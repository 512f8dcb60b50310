import { HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Answers 403 for members who see products and do not change them. */
export function assertManagesProducts(store: MyStore): void {
  if (!can(store, "products.manage")) {
    throw new HttpError(403, "Your role does not change products. Ask the owner.");
  }
}
