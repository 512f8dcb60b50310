import type { Permission } from "@/lib/enums.ts";

/** What a permission lets one do. */
export const PERMISSION_WORDS: Record<Permission, string> = {
  "products.view": "See products",
  "products.manage": "Change products and stock",
  "discounts.manage": "Make discounts",
  "orders.view": "See orders",
  "orders.manage": "Work on orders",
  "customers.view": "See customers",
  "payments.view": "See payments",
  "payments.refund": "Send money back",
  "analytics.view": "See figures",
  "settings.manage": "Change settings",
  "staff.manage": "Manage the team",
};
