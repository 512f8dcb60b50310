import { HttpError } from "$fresh/server.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Answers 403 to those who work here without owning the business. */
export function assertOwner(store: MyStore): void {
  if (store.role !== "merchant") {
    throw new HttpError(403, "Only the owner reads the activity. Ask them.");
  }
}

/** Answers 403 to those whose role does not reach the settings. */
export function assertManager(store: MyStore): void {
  if (!store.permissions.includes("settings.manage")) {
    throw new HttpError(403, "Your role does not change settings. Ask the owner.");
  }
}
