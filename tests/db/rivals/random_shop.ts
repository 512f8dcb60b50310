import fc from "fast-check";
import type postgres from "postgres";
import { PERMISSIONS } from "@/lib/enums.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

/** A word that is nowhere else, so that whoever reads it has read this row. */
const word = fc.stringMatching(/^zq[a-z0-9]{8}$/);

const product = fc.record({
  title: word,
  description: word,
  status: fc.constantFrom("draft", "published", "archived"),
  hasPicture: fc.boolean(),
  file: fc.option(word),
  variants: fc.array(
    fc.record({
      sku: word,
      priceMinor: fc.integer({ min: 100, max: 90_000_000 }),
      costMinor: fc.integer({ min: 100, max: 90_000_000 }),
      stock: fc.integer({ min: 0, max: 500 }),
      isArchived: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const order = fc.record({
  name: word,
  landmark: word,
  note: word,
  phone: fc.integer({ min: 0, max: 9_999_999 }).map((n) => `+25471${String(n).padStart(7, "0")}`),
});

const collection = fc.record({
  title: word,
  isPublished: fc.boolean(),
  isManual: fc.boolean(),
});

const plan = fc.record({
  products: fc.array(product, { minLength: 3, maxLength: 6 }),
  orders: fc.array(order, { minLength: 1, maxLength: 4 }),
  categories: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
  collections: fc.uniqueArray(collection, {
    minLength: 2,
    maxLength: 4,
    selector: ({ title }) => title,
  }),
  invited: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
  keyName: word,
});

/** Who works in a shop, by account. */
export interface Crew {
  merchant: string;
  manager: string;
  staff: string;
  keyHash: string;
}

export interface RandomShop extends Shop, Crew {
  orderTokens: string[];
}

/** A business with random goods, orders, people and secrets. `sql` is the owner's. */
export async function makeRandomShop(sql: postgres.Sql): Promise<RandomShop> {
  const merchant = crypto.randomUUID();
  const shop = await makeShop(sql, { slug: fc.sample(word, 1)[0]!, merchant, stock: [50] });
  return { ...shop, ...await furnish(sql, shop, merchant) };
}

/** Fills a shop with all that is nobody else's business. */
export async function furnish(
  sql: postgres.Sql,
  shop: Omit<Shop, "productId">,
  merchant: string,
): Promise<Crew & { orderTokens: string[] }> {
  const { products, orders, categories, collections, invited, keyName } = fc.sample(plan, 1)[0]!;
  const { storeId } = shop;
  for (const one of categories) {
    await sql`insert into categories (store_id, slug, name) values (${storeId}, ${one}, ${one})`;
  }
  for (const one of products) await insertProduct(sql, storeId, one);
  for (const one of collections) await insertCollection(sql, storeId, one);
  await sql`insert into pickup_points (store_id, name, address)
    values (${storeId}, ${`${keyName} point`}, 'Moi Avenue')`;
  for (const isPublished of [true, false]) {
    const slug = isPublished ? "shown" : "hidden";
    await sql`insert into store_pages (store_id, slug, title, body, is_published)
      values (${storeId}, ${`${slug}-before`}, ${`${keyName} ${slug}`}, ${keyName}, ${isPublished})`;
    await sql`update store_pages set slug = ${slug} where store_id = ${storeId}
      and slug = ${`${slug}-before`}`;
  }
  await sql`insert into contact_messages (id, store_id, name, email, body)
    values (gen_random_uuid(), ${storeId}, ${keyName}, 'zq@afrify.test', ${keyName})`;
  for (const isShared of [true, false]) {
    await sql`insert into order_views (store_id, user_id, name, filter, is_shared)
      values (${storeId}, ${merchant}, ${`${keyName} ${isShared}`}, ${
      sql.json({ q: keyName })
    }, ${isShared})`;
  }
  await listen(sql, storeId, keyName);
  await sql`insert into store_domains (store_id, host) values (${storeId}, 'www.claimed.example')`;
  const crew = await hireCrew(sql, shop, { merchant, keyName });
  await bringFile(sql, shop, { fileName: keyName, by: merchant });
  for (const one of invited) await invite(sql, shop, { recipient: one, by: merchant });
  await shareCart(sql, shop);
  const code = await makeDiscount(sql, shop, keyName);
  const orderTokens: string[] = [];
  const [zone] = await sql`select areas[1] as area from delivery_zones where store_id = ${storeId}`;
  for (const { phone, ...one } of orders) {
    const given = { ...one, phone, payer_phone: phone, area: zone!.area, discount: code };
    const input = orderInput(shop.variantIds[0]!, given);
    const placed = await placeOrder(sql, shop.slug, input);
    if (!placed.ok) throw new Error(`No order was placed: ${placed.code}`);
    orderTokens.push(placed.token);
    await pay(sql, shop, placed.order_id);
    await signIn(sql, shop, phone);
    await download(sql, storeId, placed.order_id);
    await sql`insert into reviews (store_id, product_id, order_id, stars, body, author_name, state)
      select store_id, product_id, ${placed.order_id}, 4, ${one.note}, ${one.name}, 'pending'
      from variants where id = ${shop.variantIds[0]!}`;
  }
  await knowCustomers(sql, storeId, keyName);
  return { ...crew, orderTokens };
}

/** What the team noted of those who ordered, and one who is another of them. */
async function knowCustomers(sql: postgres.Sql, storeId: string, word: string): Promise<void> {
  const [customer] = await sql`update customers set tags = ${[`${word} tag`]}, wants_news = true
    where store_id = ${storeId} returning id`;
  await sql`insert into customer_notes (store_id, customer_id, body)
    values (${storeId}, ${customer!.id}, ${`${word} note`})`;
  await sql`insert into customer_segments (store_id, name, rule)
    values (${storeId}, ${`${word} segment`}, '{"orders_from":1}')`;
  const [merged] = await sql`insert into customers (store_id, phone, name, email)
    values (${storeId}, '+254733000001', ${`${word} twin`}, ${`${word}@twin.test`}) returning id`;
  await sql`insert into customer_merges (store_id, kept_id, merged_id, order_ids, address_ids, note_ids, follower_ids)
    values (${storeId}, ${customer!.id}, ${merged!.id}, '{}', '{}', '{}', '{}')`;
  await sql`delete from customer_totals where customer_id = ${merged!.id}`;
  await sql`update customers set merged_into = ${customer!.id} where id = ${merged!.id}`;
}

/** Answers its code, which is nobody's name. */
async function makeDiscount(
  sql: postgres.Sql,
  { storeId, variantIds }: Pick<Shop, "storeId" | "variantIds">,
  name: string,
): Promise<string> {
  const code = `ZQ${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
  const [discount] = await sql`
    insert into discounts (store_id, name, code, kind, percent_bp, is_for_chosen)
    values (${storeId}, ${name}, ${code}, 'percent', 500, true) returning id`;
  await sql`insert into discount_targets (store_id, discount_id, product_id)
    select store_id, ${discount!.id}, product_id from variants where id = ${variantIds[0]!}`;
  return code;
}

async function shareCart(
  sql: postgres.Sql,
  { storeId, variantIds }: Pick<Shop, "storeId" | "variantIds">,
): Promise<void> {
  const lines = [{ variant_id: variantIds[0]!, quantity: 1 }];
  await sql`insert into private.shared_carts (store_id, token_hash, lines)
    values (${storeId}, sha256(${crypto.randomUUID()}::bytea), ${sql.json(lines)})`;
}

/** A shopper with a session, and a code that was not used yet. */
async function signIn(
  sql: postgres.Sql,
  { storeId }: Pick<Shop, "storeId">,
  phone: string,
): Promise<void> {
  await sql`insert into private.shopper_sessions (store_id, phone, token_hash)
    values (${storeId}, ${phone}, sha256(${crypto.randomUUID()}::bytea))`;
  await sql`insert into private.shopper_codes (store_id, phone, ticket_hash, code_hash)
    values (${storeId}, ${phone}, sha256(${crypto.randomUUID()}::bytea), '\\xab')`;
  await sql`update addresses set kept_at = now(), pin_lat = -1.29, pin_lng = 36.82
    where store_id = ${storeId}`;
}

/** Some file of the shop by the buyer of this order. */
async function download(sql: postgres.Sql, storeId: string, orderId: string): Promise<void> {
  await sql`update order_items set is_digital = true, download_limit = 5 where order_id = ${orderId}`;
  await sql`insert into order_downloads (store_id, order_item_id, file_id)
    select i.store_id, i.id, f.id from order_items as i
    join product_files as f on f.store_id = ${storeId}
    where i.order_id = ${orderId} limit 1`;
}

/** A program that hears of everything, under a secret that nobody opens. */
async function listen(sql: postgres.Sql, storeId: string, name: string): Promise<void> {
  const [endpoint] = await sql`
    insert into webhook_endpoints (store_id, url, description, events)
    values (${storeId}, 'https://hooks.example/', ${name}, private.webhook_types()) returning id`;
  await sql`insert into private.webhook_secrets (endpoint_id, store_id, secret)
    values (${endpoint!.id}, ${storeId}, '{"key":"k","iv":"AAAA","data":"AAAA"}')`;
}

async function bringFile(
  sql: postgres.Sql,
  { storeId }: Pick<Shop, "storeId">,
  { fileName, by }: { fileName: string; by: string },
): Promise<void> {
  const [row] = await sql`insert into imports (store_id, kind, file_name, header, created_by)
    values (${storeId}, 'products', ${fileName}, '{Title}', ${by}) returning id`;
  await sql`insert into import_rows (store_id, import_id, kind, line, cells, key, outcome)
    values (${storeId}, ${row!.id}, 'products', 2, ${sql.json([fileName])}, ${fileName}, 'new')`;
}

/** With whatever is in stock, chosen by hand or by a rule. */
async function insertCollection(
  sql: postgres.Sql,
  storeId: string,
  { title, isPublished, isManual }: { title: string; isPublished: boolean; isManual: boolean },
): Promise<void> {
  const conditions = isManual ? [] : [{ field: "in_stock", value: "yes" }];
  const [row] = await sql`
    insert into collections (store_id, slug, title, kind, conditions, is_published)
    values (${storeId}, ${title}, ${title}, ${isManual ? "manual" : "rule"},
      ${sql.json(conditions)}, ${isPublished}) returning id`;
  if (!isManual) return;
  await sql`insert into collection_products (store_id, collection_id, product_id)
    select store_id, ${row!.id}, id from products where store_id = ${storeId}`;
}

async function invite(
  sql: postgres.Sql,
  { tenantId, storeId }: Pick<Shop, "tenantId" | "storeId">,
  { recipient, by }: { recipient: string; by: string },
): Promise<void> {
  const [row] = await sql`
    insert into invitations (tenant_id, channel, recipient, role, is_for_all_stores, token_hash, invited_by)
    values (${tenantId}, 'email', ${`${recipient}@afrify.test`}, 'staff', false,
      sha256(${recipient}::bytea), ${by}) returning id`;
  await sql`insert into invitation_stores (tenant_id, invitation_id, store_id)
    values (${tenantId}, ${row!.id}, ${storeId})`;
}

type Product = typeof product extends fc.Arbitrary<infer T> ? T : never;

async function insertProduct(sql: postgres.Sql, storeId: string, one: Product): Promise<void> {
  const [row] = await sql`
    insert into products (store_id, slug, title, description, status)
    values (${storeId}, ${one.title}, ${one.title}, ${one.description}, ${one.status}) returning id`;
  if (one.hasPicture) {
    await sql`insert into product_images (store_id, product_id, path, width, height)
      values (${storeId}, ${row!.id}, ${`${storeId}/${one.title}`}, 10, 10)`;
  }
  if (one.file) {
    await sql`insert into product_files (store_id, product_id, name, size_bytes, path)
      values (${storeId}, ${row!.id}, ${one.file}, 10, ${`${storeId}/${crypto.randomUUID()}`})`;
    // Of a product that is shown, too: what is sold is not.
    await sql`update products set is_digital = true, download_limit = 3 where id = ${row!.id}`;
  }
  for (const { sku, priceMinor, costMinor, stock, isArchived } of one.variants) {
    const [variant] = await sql`
      insert into variants (store_id, product_id, sku, price_minor, archived_at)
      values (${storeId}, ${row!.id}, ${sku}, ${priceMinor}, ${
      isArchived ? new Date() : null
    }) returning id`;
    await sql`insert into variant_costs (store_id, variant_id, cost_minor)
      values (${storeId}, ${variant!.id}, ${costMinor})`;
    if (stock > 0) await sql`select private.move_stock(${variant!.id}, 'received', ${stock}, 0)`;
  }
}

async function hireCrew(
  sql: postgres.Sql,
  { tenantId, storeId }: Pick<Shop, "tenantId" | "storeId">,
  { merchant, keyName }: { merchant: string; keyName: string },
): Promise<Crew> {
  const [manager, staff] = [crypto.randomUUID(), crypto.randomUUID()];
  for (const [id, permissions] of [[manager, [...PERMISSIONS]], [staff, []]] as const) {
    await sql`insert into auth.users (id, email) values (${id}, ${`${id}@afrify.test`})`;
    await sql`insert into memberships (tenant_id, store_id, user_id, role, permissions)
      values (${tenantId}, ${storeId}, ${id}, 'staff', ${[...permissions]}::permission[])`;
  }
  const keyHash = crypto.randomUUID().replaceAll("-", "").repeat(2);
  const held = PERMISSIONS.filter((one) => one !== "staff.manage");
  await sql`insert into api_keys (store_id, name, prefix, secret_hash, permissions, created_by)
    values (${storeId}, ${keyName}, ${`afk_${keyName}`}, decode(${keyHash}, 'hex'), ${held}::permission[], ${merchant})`;
  return { merchant, manager, staff, keyHash };
}

/** A payment of the order, with what the gateway said of it. */
async function pay(
  sql: postgres.Sql,
  shop: Pick<Shop, "storeId" | "accountId" | "callbackToken">,
  orderId: string,
): Promise<void> {
  const [attempt] =
    await sql`select id, callback_ref from payment_attempts where order_id = ${orderId}`;
  await sql`select private.record_payment_event('mpesa', ${shop.callbackToken}, ${
    attempt!.callback_ref
  }, ${`ws_${orderId}`}, '{}', 'x', 'charge')`;
  await sql`
    insert into payments (store_id, account_id, order_id, attempt_id, amount_minor, currency, receipt)
    values (${shop.storeId}, ${shop.accountId}, ${orderId}, ${attempt!.id}, 1, 'KES', ${
    orderId.slice(-10).toUpperCase()
  })`;
  const receipt = `T${orderId.slice(-9).toUpperCase()}`;
  await sql`insert into arrivals (store_id, account_id, source, state, receipt, amount_minor, currency)
    values (${shop.storeId}, ${shop.accountId}, 'till', 'open', ${receipt}, 1, 'KES')`;
  await sql`select private.book_entry(p.order_id, 'charge:' || p.id, 'charge', 'buyer', 'gateway', 1, 'KES', p.id)
    from payments as p where p.order_id = ${orderId}`;
  await sql`insert into pay_links (store_id, order_id) values (${shop.storeId}, ${orderId})`;
  await refund(sql, shop, orderId);
  await sendPart(sql, shop, orderId);
}

/** One part that went out, and goods that come back. */
async function sendPart(
  sql: postgres.Sql,
  { storeId }: Pick<Shop, "storeId">,
  orderId: string,
): Promise<void> {
  const mark = orderId.slice(-4);
  const [part] = await sql`
    insert into fulfilments (store_id, order_id, number, state, carrier, tracking)
    values (${storeId}, ${orderId}, 1, 'shipped', ${`carrier ${mark}`}, ${`track ${mark}`}) returning id`;
  const [back] = await sql`insert into returns (store_id, order_id, number, reason)
    values (${storeId}, ${orderId}, 1, ${`back ${mark}`}) returning id`;
  await sql`insert into fulfilment_lines (store_id, fulfilment_id, order_item_id, quantity)
    select store_id, ${part!.id}, id, 1 from order_items where order_id = ${orderId} limit 1`;
  await sql`insert into return_lines (store_id, return_id, order_item_id, quantity)
    select store_id, ${back!.id}, id, 1 from order_items where order_id = ${orderId} limit 1`;
}

/** One by hand that somebody gave, with the goods that it was for. */
async function refund(
  sql: postgres.Sql,
  { storeId }: Pick<Shop, "storeId">,
  orderId: string,
): Promise<void> {
  const [row] = await sql`
    insert into refunds (store_id, order_id, number, amount_minor, currency, reason, hand_ref, idempotency_key,
      request_hash)
    values (${storeId}, ${orderId}, 1, 1, 'KES', ${`why ${orderId.slice(-4)}`}, ${`cash ${
    orderId.slice(-4)
  }`}, ${`key-${orderId}`}, 'x') returning id`;
  await sql`insert into refund_lines (store_id, refund_id, order_item_id, quantity)
    select store_id, ${row!.id}, id, 1 from order_items where order_id = ${orderId} limit 1`;
}
