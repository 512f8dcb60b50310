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
import { storeChanges } from "./resources/store_changes.ts";
import { stores } from "./resources/stores.ts";

export { checkKey, dispatch, toErrors, toRefused } from "./dispatch.ts";
export { permissionMissing } from "./in_store.ts";
export { type OpenApi, type OpenApiOperation, type Schema, toOpenApi } from "./openapi.ts";
export {
  type Caller,
  type Input,
  invalid,
  type Method,
  notFound,
  type Operation,
  type Outcome,
  Refused,
} from "./operation.ts";
export { customerColumns, money, paymentColumns, refundColumns } from "./resources/order_json.ts";
export { columns as orderColumns } from "./resources/orders.ts";
export { columns as productColumns } from "./resources/product_rows.ts";

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
  ...storeChanges,
  ...apiKeys,
];
