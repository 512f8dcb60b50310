import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { hire } from "./cast.ts";

/** Two shops, one of them with a row in every table, and everybody who might want it. */
export interface Stage {
  /** As the owner. */
  sql: postgres.Sql;
  shop: Shop & {
    orderToken: string;
    orderItemId: string;
    fileId: string;
    keyId: string;
    invitationId: string;
    importId: string;
    locationId: string;
    countId: string;
    addressId: string;
    discountId: string;
    orderViewId: string;
    customerId: string;
    /** Somebody who is to be one with the first. */
    otherCustomerId: string;
    noteId: string;
    segmentId: string;
    mergeId: string;
    webhookId: string;
  };
  rival: Shop;
  stop(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const database = await startDatabase();
  const sql = postgres(database.url, { onnotice: () => {}, max: 1 });
  const shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  const rival = await makeShop(sql, { slug: "rival", merchant: CAST.rival });
  await hire(sql, shop);
  const orderToken = await furnish(sql, shop);
  const [download] = await sql`select order_item_id, file_id from order_downloads`;
  const [key] = await sql`select id from api_keys`;
  const [invitation] = await sql`select id from invitations`;
  const [file] = await sql`select id from imports where kind = 'products'`;
  const [count] = await sql`select id, location_id from stock_counts`;
  const [address] = await sql`select id from addresses`;
  const [discount] = await sql`select id from discounts where used > 0`;
  const [view] = await sql`select id from order_views`;
  const [customer] = await sql`select customer_id, id from customer_notes`;
  const [other] = await sql`select id from customers where name = 'Somebody'`;
  const [segment] = await sql`select id from customer_segments`;
  const [merge] = await sql`select id from customer_merges`;
  const [webhook] = await sql`select id from webhook_endpoints`;
  return {
    sql,
    shop: {
      ...shop,
      orderToken,
      orderItemId: download!.order_item_id,
      fileId: download!.file_id,
      keyId: key!.id,
      invitationId: invitation!.id,
      importId: file!.id,
      locationId: count!.location_id,
      countId: count!.id,
      addressId: address!.id,
      discountId: discount!.id,
      orderViewId: view!.id,
      customerId: customer!.customer_id,
      otherCustomerId: other!.id,
      noteId: customer!.id,
      segmentId: segment!.id,
      mergeId: merge!.id,
      webhookId: webhook!.id,
    },
    rival,
    async stop() {
      await sql.end();
      await database.stop();
    },
  };
}

/** What `makeShop` leaves empty. Answers the token of an order. */
async function furnish(sql: postgres.Sql, shop: Shop): Promise<string> {
  const { storeId, productId, variantIds: [variantId], accountId } = shop;
  await sql`update stores set languages = '{en,fr}' where id = ${storeId}`;
  await sql`insert into categories (store_id, slug, name) values (${storeId}, 'baskets', 'Baskets')`;
  await sql`insert into collections (store_id, slug, title, kind, is_published)
    values (${storeId}, 'gifts', 'Gifts', 'manual', true)`;
  await sql`insert into collection_products (store_id, collection_id, product_id)
    select ${storeId}, id, ${productId} from collections`;
  await sql`insert into variant_costs (store_id, variant_id, cost_minor) values (${storeId}, ${variantId!}, 1)`;
  await sql`insert into product_images (store_id, product_id, path, width, height)
    values (${storeId}, ${productId}, ${storeId + "/picture"}, 10, 10)`;
  await sql`update products set slug = slug || '-2' where id = ${productId}`;
  const [discount] = await sql`
    insert into discounts (store_id, name, code, kind, percent_bp, is_for_chosen)
    values (${storeId}, 'Karibu', 'KARIBU', 'percent', 1000, true) returning id`;
  await sql`insert into discounts (store_id, name, code, kind) values (${storeId}, 'Later', 'LATER', 'free_delivery')`;
  await sql`insert into discount_targets (store_id, discount_id, product_id)
    values (${storeId}, ${discount!.id}, ${productId})`;
  const placed = await placeOrder(sql, "demo", orderInput(variantId!, { discount: "KARIBU" }));
  const [attempt] =
    await sql`select id, callback_ref from payment_attempts where order_id = ${placed.order_id}`;
  await sql`select private.record_payment_event('mpesa', ${shop.callbackToken}, ${
    attempt!.callback_ref
  }, 'ws_1', '{}', 'x', 'charge')`;
  await sql`insert into payments (store_id, account_id, order_id, attempt_id, amount_minor, currency)
    values (${storeId}, ${accountId}, ${placed.order_id}, ${attempt!.id}, 1, 'KES')`;
  await sql`select private.book_entry(order_id, 'charge', 'charge', 'buyer', 'gateway', 1, 'KES', id)
    from payments`;
  await sql`insert into arrivals (store_id, account_id, source, state, receipt, amount_minor, currency)
    values (${storeId}, ${accountId}, 'till', 'open', 'TJ45XAB12D', 1, 'KES')`;
  const [refund] = await sql`
    insert into refunds (store_id, order_id, number, amount_minor, currency, reason, hand_ref, idempotency_key,
      request_hash)
    values (${storeId}, ${placed.order_id}, 1, 1, 'KES', 'Damaged', 'Cash', 'a-key-of-theirs', 'x') returning id`;
  await sql`insert into refund_lines (store_id, refund_id, order_item_id, quantity)
    select store_id, ${refund!.id}, id, 1 from order_items where order_id = ${placed.order_id}`;
  const [part] = await sql`insert into fulfilments (store_id, order_id, number, state)
    values (${storeId}, ${placed.order_id}, 1, 'packed') returning id`;
  await sql`insert into fulfilment_lines (store_id, fulfilment_id, order_item_id, quantity)
    select store_id, ${part!.id}, id, 1 from order_items where order_id = ${placed.order_id}`;
  const [back] = await sql`insert into returns (store_id, order_id, number, reason)
    values (${storeId}, ${placed.order_id}, 1, 'Too small') returning id`;
  await sql`insert into return_lines (store_id, return_id, order_item_id, quantity)
    select store_id, ${back!.id}, id, 1 from order_items where order_id = ${placed.order_id}`;
  await sql`insert into support_visits (store_id, admin_id, reason, ended_at)
    select ${storeId}, user_id, 'A printer that does not print', now() from platform_admins`;
  await sql`insert into pay_links (store_id, order_id) values (${storeId}, ${placed.order_id})`;
  await sql`insert into reviews (store_id, product_id, order_id, stars, author_name, state)
    values (${storeId}, ${productId}, ${placed.order_id}, 5, 'Wanjiru', 'published')`;
  const [invitation] = await sql`
    insert into invitations (tenant_id, channel, recipient, role, is_for_all_stores, token_hash)
    values (${shop.tenantId}, 'email', 'grace@afrify.test', 'staff', false, '\\xab') returning id`;
  await sql`insert into invitation_stores (tenant_id, invitation_id, store_id)
    values (${shop.tenantId}, ${invitation!.id}, ${storeId})`;
  for (const kind of ["products", "customers"]) await bringFile(sql, storeId, kind);
  const [count] = await sql`
    insert into stock_counts (store_id, location_id)
    select store_id, id from locations where store_id = ${storeId} returning id`;
  await sql`insert into stock_count_lines (store_id, count_id, variant_id, counted, expected)
    values (${storeId}, ${count!.id}, ${variantId!}, 9, 10)`;
  const [file] = await sql`insert into product_files (store_id, product_id, name, size_bytes, path)
    values (${storeId}, ${productId}, 'Pattern.pdf', 1, ${storeId + "/" + crypto.randomUUID()})
    returning id`;
  await sql`insert into order_downloads (store_id, order_item_id, file_id)
    select store_id, id, ${file!.id} from order_items where order_id = ${placed.order_id}`;
  await sql`insert into pickup_points (store_id, name, address)
    values (${storeId}, 'Market stall', 'Moi Avenue')`;
  await sql`insert into store_pages (store_id, kind, slug, title, body, is_published)
    values (${storeId}, 'returns', 'old-returns', 'Returns', 'Send it back.', true)`;
  await sql`update store_pages set slug = 'returns' where store_id = ${storeId}`;
  await sql`insert into contact_messages (id, store_id, name, email, body)
    values (gen_random_uuid(), ${storeId}, 'Wanjiru', 'wanjiru@afrify.test', 'Is it red?')`;
  await sql`insert into message_templates (store_id, kind, channel, language, body)
    values (${storeId}, 'order_paid', 'sms', 'en', 'Paid: {link}')`;
  await sql`insert into muted_messages (store_id, kind, channel) values (${storeId}, 'order_paid', 'email')`;
  await sql`insert into order_views (store_id, user_id, name, filter, is_shared)
    values (${storeId}, ${CAST.merchant}, 'In cash', '{"method":"cash"}', true)`;
  await knowCustomers(sql, storeId);
  await listen(sql, storeId);
  await sql`insert into store_domains (store_id, host, verified_at)
    values (${storeId}, 'www.demo.example', now())`;
  await sql`insert into traffic_counts (store_id, at, kind, count)
    values (${storeId}, date_trunc('hour', now()), 'view', 1)`;
  await sql`insert into traffic_visitors (store_id, day, stage, registers)
    values (${storeId}, current_date, 'shop', array_fill(0::smallint, '{1024}'))`;
  for (const bucket of ["files", "media", "originals"]) {
    await sql`insert into storage.objects (id, bucket_id, name)
      values (${crypto.randomUUID()}, ${bucket}, ${storeId + "/picture"})`;
  }
  return placed.token;
}

/** What is noted of the one who ordered, and two others: one merged into her, one who is not yet. */
async function knowCustomers(sql: postgres.Sql, storeId: string): Promise<void> {
  const [customer] = await sql`
    update customers set wants_news = true where store_id = ${storeId} returning id`;
  await sql`insert into customer_notes (store_id, customer_id, body)
    values (${storeId}, ${customer!.id}, 'Rings twice')`;
  await sql`insert into customer_segments (store_id, name, rule)
    values (${storeId}, 'Regulars', '{"orders_from":1}')`;
  const [merged] = await sql`insert into customers (store_id, phone, name)
    values (${storeId}, '+254733000001', 'Merged') returning id`;
  await sql`insert into customer_merges (store_id, kept_id, merged_id, order_ids, address_ids, note_ids, follower_ids)
    values (${storeId}, ${customer!.id}, ${merged!.id}, '{}', '{}', '{}', '{}')`;
  await sql`delete from customer_totals where customer_id = ${merged!.id}`;
  await sql`update customers set merged_into = ${customer!.id} where id = ${merged!.id}`;
  await sql`insert into customers (store_id, phone, name)
    values (${storeId}, '+254733000002', 'Somebody')`;
}

/** A program that hears of refunds, and one thing that it was told. */
async function listen(sql: postgres.Sql, storeId: string): Promise<void> {
  const [endpoint] = await sql`
    insert into webhook_endpoints (store_id, url, events)
    values (${storeId}, 'https://demo.example/hooks', '{order.refunded}') returning id`;
  await sql`insert into private.webhook_secrets (endpoint_id, store_id, secret)
    values (${endpoint!.id}, ${storeId}, '{"key":"k","iv":"AAAA","data":"AAAA"}')`;
  const [event] = await sql`
    insert into webhook_events (store_id, type, subject_id, payload)
    values (${storeId}, 'webhook.test', ${endpoint!.id}, '{}') returning id`;
  await sql`insert into webhook_deliveries (store_id, endpoint_id, event_id)
    values (${storeId}, ${endpoint!.id}, ${event!.id})`;
}

async function bringFile(sql: postgres.Sql, storeId: string, kind: string): Promise<void> {
  const [file] = await sql`
    insert into imports (store_id, kind, file_name, header, created_by)
    values (${storeId}, ${kind}, 'goods.csv', '{Title}', ${CAST.merchant}) returning id`;
  await sql`insert into import_rows (store_id, import_id, kind, line, cells)
    values (${storeId}, ${file!.id}, ${kind}, 2, '["Basket"]')`;
}
