import type { Operation } from "./operation.ts";
import { apiKeys } from "./resources/api_keys.ts";
import { auth } from "./resources/auth.ts";
import { collections } from "./resources/collections.ts";
import { customers } from "./resources/customers.ts";
import { discounts } from "./resources/discounts.ts";
import { inventory } from "./resources/inventory.ts";
import { orders } from "./resources/orders.ts";
import { payments } from "./resources/payments.ts";
import { products } from "./resources/products.ts";
import { stores } from "./resources/stores.ts";

export { dispatch } from "./dispatch.ts";
export { type OpenApi, type OpenApiOperation, type Schema, toOpenApi } from "./openapi.ts";
export { type Method, type Operation } from "./operation.ts";

/** Everything that the API can do. */
export const OPERATIONS: readonly Operation[] = [
  ...auth,
  ...stores,
  ...products,
  ...collections,
  ...inventory,
  ...discounts,
  ...orders,
  ...customers,
  ...payments,
  ...apiKeys,
];
