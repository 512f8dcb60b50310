import assert from "node:assert/strict";
import type { ApiStage, Call } from "./stage.ts";

/** A request that only who sends it, or what is done to it, can have refused. */
export interface Fitting extends Call {
  /** Who may send it; the merchant unless told. */
  token?: string;
}

/** Requests that succeed, each unlike those before: with a row of its own where it changes one. */
export type Requests = Record<string, () => Promise<Fitting> | Fitting>;

/** Of letters and digits. */
const word = () => crypto.randomUUID().slice(0, 8);
const code = () => word().toUpperCase();
const phone = () => `+2547${String(10_000_000 + Math.floor(Math.random() * 80_000_000))}`;

/** An order of this variant by somebody who never ordered. */
export function orderOf(variantId: string, overrides: Record<string, unknown> = {}) {
  return {
    lines: [{ variant_id: variantId, quantity: 1 }],
    name: "Wanjiru Kamau",
    phone: phone(),
    delivery_method: "pickup",
    ...overrides,
  };
}

/** By operation, what the merchant of the demo shop would send. */
export async function startRequests(stage: ApiStage, token: string): Promise<Requests> {
  /** What a request makes; anything but success fails the test. */
  // deno-lint-ignore no-explicit-any
  async function make(path: string, body?: unknown): Promise<any> {
    const made = await stage.call(token, { method: "POST", path, body });
    assert.ok(made.status < 300, `${path} ${JSON.stringify(made.body)}`);
    return made.body;
  }
  const [here] = await stage.sql`
    select id from locations where store_id = ${stage.storeId} and is_default`;
  const [there] = await stage.sql`
    insert into locations (store_id, name) values (${stage.storeId}, ${`Shelf ${word()}`}) returning id`;

  const product = (overrides: Record<string, unknown> = {}) =>
    make("/products", {
      title: `Bowl ${crypto.randomUUID()}`,
      status: "published",
      variants: [{ price_minor: 100_000, on_hand: 9 }],
      ...overrides,
    });
  const variant = async () => (await product()).variants[0].id as string;
  const order = async () => await make("/orders?expand=payments", orderOf(await variant()));
  const payment = async () => (await order()).payments[0].id as string;
  const endpoint = async () => {
    // A shop has ten at most.
    await stage.sql`delete from webhook_endpoints where store_id = ${stage.storeId}`;
    return await make("/webhooks", { url: `https://${word()}.example/`, events: ["order.paid"] });
  };
  const collection = () => make("/collections", { title: `Bowls ${word()}`, kind: "manual" });
  const discount = () => make("/discounts", { name: "Bowls", code: code(), kind: "free_delivery" });
  const customer = () => make("/customers", { name: "Amina", phone: phone() });
  const apiKey = () => make("/api-keys", { name: `Till ${word()}`, permissions: ["orders.view"] });
  const login = (name: string) => ({ email: `${name}@afrify.test`, password: "afrify-demo" });

  /** Somebody with an account and no store, by the name that they sign in with. */
  async function newcomer(): Promise<string> {
    const name = `newcomer-${word()}`;
    await stage.sql`
      insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      select gen_random_uuid(), ${
      name + "@afrify.test"
    }, encrypted_password, now(), raw_app_meta_data, '{}'
      from auth.users where email = 'shopper@afrify.test'`;
    return name;
  }

  let paid: string | undefined;
  async function paidPayment(): Promise<string> {
    if (paid) return paid;
    const made = await order();
    await stage.pay(made.contact_phone);
    return paid = made.payments[0].id;
  }

  const on = (path: string, id: string, action = "") => `/${path}/${id}${action}`;
  const get = (path: string): Fitting => ({ path });
  const post = (path: string, body?: unknown): Fitting => ({ method: "POST", path, body });
  const patch = (path: string, body: unknown): Fitting => ({ method: "PATCH", path, body });
  const remove = (path: string): Fitting => ({ method: "DELETE", path });
  const keyed = (fitting: Fitting): Fitting => ({
    ...fitting,
    headers: { "idempotency-key": crypto.randomUUID() },
  });

  return {
    login: () => post("/auth/login", login("merchant")),
    refresh: async () => {
      const { refresh_token } = await make("/auth/login", login("merchant"));
      return post("/auth/refresh", { refresh_token });
    },
    logout: async () => ({ ...post("/auth/logout"), token: await stage.tokenOf("merchant") }),

    list_stores: () => get("/stores"),
    get_store: () => get(on("stores", stage.storeId)),
    get_store_settings: () => get(on("stores", stage.storeId, "/settings")),
    // A person opens one.
    create_store: async () => ({
      ...post("/stores", { name: `Cups ${word()}`, country: "KE" }),
      token: await stage.tokenOf(await newcomer()),
    }),
    update_store: () => patch(on("stores", stage.storeId), { tagline: `Woven ${word()}` }),
    delete_store: () => remove(on("stores", stage.storeId)),

    list_products: () => get("/products"),
    get_product: async () => get(on("products", (await product()).id)),
    create_product: () =>
      keyed(post("/products", { title: `Cup ${word()}`, variants: [{ price_minor: 100 }] })),
    update_product: async () =>
      patch(on("products", (await product()).id), { title: `Cup ${word()}` }),
    delete_product: async () => remove(on("products", (await product()).id)),

    list_collections: () => get("/collections"),
    get_collection: async () => get(on("collections", (await collection()).id)),
    create_collection: () =>
      keyed(post("/collections", { title: `Cups ${word()}`, kind: "manual" })),
    update_collection: async () =>
      patch(on("collections", (await collection()).id), { title: `Mugs ${word()}` }),
    delete_collection: async () => remove(on("collections", (await collection()).id)),

    list_locations: () => get("/locations"),
    list_inventory: () => get("/inventory"),
    get_inventory: async () => get(on("inventory", await variant())),
    adjust_inventory: async () =>
      keyed(post(on("inventory", await variant(), "/adjust"), {
        location_id: here!.id,
        reason: "found",
        delta: 2,
      })),
    transfer_inventory: async () =>
      keyed(post(on("inventory", await variant(), "/transfer"), {
        from_location_id: here!.id,
        to_location_id: there!.id,
        quantity: 1,
      })),

    list_discounts: () => get("/discounts"),
    get_discount: async () => get(on("discounts", (await discount()).id)),
    create_discount: () =>
      keyed(
        post("/discounts", { name: "Less", code: code(), kind: "percent", percent_bp: 100 }),
      ),
    update_discount: async () =>
      patch(on("discounts", (await discount()).id), { name: `More ${word()}` }),
    delete_discount: async () => remove(on("discounts", (await discount()).id)),

    list_orders: () => get("/orders"),
    get_order: async () => get(on("orders", (await order()).id)),
    create_order: async () => keyed(post("/orders", orderOf(await variant()))),
    update_order: async () => patch(on("orders", (await order()).id), { status: "cancelled" }),

    list_customers: () => get("/customers"),
    get_customer: async () => get(on("customers", (await customer()).id)),
    create_customer: () => keyed(post("/customers", { name: "Amina", phone: phone() })),
    update_customer: async () =>
      patch(on("customers", (await customer()).id), { name: `Amina ${word()}` }),

    list_payments: () => get("/payments"),
    get_payment: async () => get(on("payments", await payment())),
    create_payment: async () => {
      const { id, contact_phone } = await order();
      await stage.refuse(contact_phone);
      return keyed(post("/payments", { order_id: id, phone: contact_phone }));
    },
    refund_payment: async () =>
      keyed(post(on("payments", await paidPayment(), "/refund"), {
        amount_minor: 100,
        reason: `A thread came loose ${word()}`,
      })),

    list_api_keys: () => get("/api-keys"),
    create_api_key: () => post("/api-keys", { name: "Till", permissions: ["orders.view"] }),
    replace_api_key: async () => post(on("api-keys", (await apiKey()).id, "/replace"), {}),
    revoke_api_key: async () => remove(on("api-keys", (await apiKey()).id)),

    list_webhooks: () => get("/webhooks"),
    create_webhook: () =>
      post("/webhooks", { url: `https://${word()}.example/`, events: ["order.paid"] }),
    get_webhook: async () => get(on("webhooks", (await endpoint()).id)),
    update_webhook: async () =>
      patch(on("webhooks", (await endpoint()).id), { description: `Books ${word()}` }),
    delete_webhook: async () => remove(on("webhooks", (await endpoint()).id)),
    rotate_webhook_secret: async () => post(on("webhooks", (await endpoint()).id, "/secret")),
    list_webhook_deliveries: async () => get(on("webhooks", (await endpoint()).id, "/deliveries")),
    replay_webhook: async () => {
      const { id } = await endpoint();
      const { delivery_id } = await make(on("webhooks", id, "/test"));
      return keyed(post(on("webhooks", id, "/replay"), { delivery_id }));
    },
    test_webhook: async () => keyed(post(on("webhooks", (await endpoint()).id, "/test"))),
  };
}
