import { HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Answers 403 to those who work here without owning the business. */
export function assertOwner(store: MyStore): void {
  if (store.role !== "merchant") {
    throw new HttpError(403, "Only the owner reads the activity. Ask them.");
  }
}

/** Answers 403 to those whose role does not reach the team. */
export function assertManagesStaff(store: MyStore): void {
  if (!can(store, "staff.manage")) {
    throw new HttpError(403, "Your role does not manage the team. Ask the owner.");
  }
}

/** Answers 403 to those whose role does not reach the settings. */
export function assertManager(store: MyStore): void {
  if (!can(store, "settings.manage")) {
    throw new HttpError(403, "Your role does not change settings. Ask the owner.");
  }
}
