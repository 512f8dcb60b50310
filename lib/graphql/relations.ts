import type { Asked } from "./asked.ts";
import {
  customerOf,
  listOfStore,
  orderOf,
  ordersOfCustomer,
  type Page,
  paymentOf,
  paymentsOf,
  productOfVariant,
  refundsOf,
  type Row,
  type StoreList,
} from "./loaders.ts";

/** A field that leads from a row to others, which REST answers by an id or with `expand`. */
export interface Relation {
  type: string;
  /** One row; a page of a list that may be long; or all of a short one. */
  kind: "one" | "page" | "all";
  description: string;
  load(asked: Asked, row: Row, page: Page): Promise<unknown>;
}

const store: Relation = {
  type: "Store",
  kind: "one",
  description: "The store that it is of.",
  load: async (asked, { store_id }) => (await asked.stores()).find(({ id }) => id === store_id),
};

const order: Relation = {
  type: "Order",
  kind: "one",
  description: "The order that it is of. Needs `orders.view`.",
  load: (asked, row) => orderOf(asked, row.order_id as string),
};

function ofStore(list: StoreList, type: string): Relation {
  return {
    type,
    kind: "page",
    description: `Newest first. Needs \`${list}.view\`.`,
    load: (asked, row, page) => listOfStore(asked, { list, id: row.id as string, page }),
  };
}

/** By type and field. */
export const RELATIONS: Record<string, Record<string, Relation>> = {
  Store: {
    products: ofStore("products", "Product"),
    orders: ofStore("orders", "Order"),
    customers: ofStore("customers", "Customer"),
  },
  Product: { store },
  Customer: {
    store,
    orders: {
      type: "Order",
      kind: "page",
      description: "Newest first. Needs `orders.view`.",
      load: (asked, row, page) => ordersOfCustomer(asked, row.id as string, page),
    },
  },
  Order: {
    store,
    customer: {
      type: "Customer",
      kind: "one",
      description: "Null for one who was erased. Needs `customers.view`.",
      load: (asked, row) => customerOf(asked, row.customer_id as string),
    },
    payments: {
      type: "Payment",
      kind: "all",
      description: "Every try, in their order. Needs `payments.view`.",
      load: (asked, row) => paymentsOf(asked, row.id as string),
    },
    refunds: {
      type: "Refund",
      kind: "all",
      description: "In their order. Needs `payments.view`.",
      load: (asked, row) => refundsOf(asked, row.id as string),
    },
  },
  OrderItem: {
    product: {
      type: "Product",
      kind: "one",
      description: "As it is now. Needs `products.view`.",
      load: (asked, row) => productOfVariant(asked, row.variant_id as string),
    },
  },
  Payment: { store, order },
  Refund: {
    order,
    payment: {
      type: "Payment",
      kind: "one",
      description: "What it gives back; null for one by hand. Needs `payments.view`.",
      load: async (asked, row) =>
        row.payment_id === null ? null : await paymentOf(asked, row.payment_id as string),
    },
  },
};
