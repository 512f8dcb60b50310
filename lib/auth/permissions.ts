import { type Permission, PERMISSIONS } from "@/lib/enums.ts";

export type MemberRole = "merchant" | "staff";

/**
 * Who holds what, as `private.my_store_ids` decides it: a merchant everything in all shops of the
 * business, staff these in the shops where they work, and the others when they were granted.
 */
export const ALWAYS_HELD: Record<MemberRole, readonly Permission[]> = {
  merchant: PERMISSIONS,
  staff: ["products.view", "orders.view", "orders.manage", "customers.view"],
};

/** What staff may be granted on top, in the order people meet it. */
export const GRANTABLE = PERMISSIONS.filter((one) => !ALWAYS_HELD.staff.includes(one));

/** Everything that a member of this role with these grants holds. */
export function permissionsOf(role: MemberRole, granted: readonly Permission[]): Permission[] {
  return PERMISSIONS.filter((one) => ALWAYS_HELD[role].includes(one) || granted.includes(one));
}

/** True when pages should offer it to this member. The database decides again when they take it. */
export function can(
  { permissions }: { permissions: readonly Permission[] },
  permission: Permission,
): boolean {
  return permissions.includes(permission);
}
