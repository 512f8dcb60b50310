import type postgres from "postgres";
import { CAST } from "@/tests/fixtures/shop.ts";
import { type Actor, as } from "./cast.ts";
import type { Stage } from "./stage.ts";

const NOWHERE = "00000000-0000-4000-8000-000000000000";

/** A call of every function that clients reach, with the shop's own ids, by somebody who knows all but secrets. */
export function callsOf({ shop }: Stage): Record<string, (sql: postgres.Sql) => Promise<unknown>> {
  const { storeId, productId, variantIds: [variantId] } = shop;
  const product = { slug: "basket", title: "Sisal basket", status: "published", variants: [] };
  const asked = { channel: "email", recipient: "new@afrify.test", role: "staff" };
  const taken = { downloads_until: new Date(0).toISOString() };
  const rule = { match: "all", conditions: [{ field: "in_stock", value: "yes" }] };
  const member = CAST.staff;
  const back = { amount_minor: 1, reason: "Mine", reference: "Cash" };
  const zone = { name: "Moon", areas: ["Sea of Tranquility"], fee_minor: 100 };
  const point = { name: "Moon", address: "Sea of Tranquility" };
  const page = { title: "Mine", slug: "mine", body: "Mine.", is_published: true };
  const translation = { title: { text: "Mine", of: "0123abcd" } };
  const discount = { name: "Mine", code: "MINE", kind: "percent", percent_bp: 10_000 };
  const basket = { lines: [{ variant_id: variantId!, quantity: 1 }], code: "KARIBU" };
  const words = { kind: "order_paid", channel: "email", language: "en", body: "Mine" };
  const key = { name: "Mine", permissions: ["orders.view"] };
  const file = {
    kind: "products",
    file_name: "goods.csv",
    header: ["Title"],
    rows: [{ line: 2, cells: ["Basket"] }],
  };
  const place = { area: "Kilimani, Nairobi", landmark: "Mine" };
  const { locationId, countId, customerId, otherCustomerId } = shop;
  const person = { name: "Mine", phone: "+254799000001" };
  const tag = { customer_ids: [customerId], tag: "mine" };
  const segment = { name: "Mine", rule: { orders_from: 9 } };
  const goods = { variant_id: variantId, location_id: locationId };
  const lost = { ...goods, reason: "lost", delta: -1 };
  const moved = { ...goods, from_location_id: locationId, to_location_id: NOWHERE, quantity: 1 };
  const sheet = { count_id: countId, lines: [{ variant_id: variantId, counted: 8 }] };
  return {
    accept_invitation: (sql) => sql`select accept_invitation('guess') as answer`,
    add_customer: (sql) =>
      sql`select add_customer(${storeId}, ${NOWHERE}, ${sql.json(person)}) as answer`,
    add_customer_note: (sql) =>
      sql`select add_customer_note(${storeId}, ${customerId}, ${NOWHERE}, 'Mine') as answer`,
    adjust_inventory: (sql) =>
      sql`select adjust_inventory(${storeId}, 'a-key-of-mine', ${
        sql.json(lost as never)
      }) as answer`,
    adjust_stock: (sql) => sql`select adjust_stock(${variantId!}, 1) as answer`,
    apply_import: (sql) => sql`select apply_import(${shop.importId}) is null as answer`,
    apply_stock_count: (sql) => sql`select apply_stock_count(${storeId}, ${countId}) as answer`,
    cancel_order: (sql) => sql`select cancel_order(${storeId}, 1001) as answer`,
    cancel_stock_count: (sql) => sql`select cancel_stock_count(${storeId}, ${countId}) as answer`,
    change_callback_token: (sql) =>
      sql`select change_callback_token(${storeId}, 'mpesa') is null as answer`,
    check_import: (sql) =>
      sql`select check_import(${shop.importId}, '{"title":0}') is null as answer`,
    check_request: (sql) => sql`select check_request() is null as answer`,
    check_session: (sql) => sql`select check_session() is null as answer`,
    choose_hand_way: (sql) => sql`select choose_hand_way('demo', ${NOWHERE}, 'cash') as answer`,
    close_support_visit: (sql) => sql`select close_support_visit(${storeId}) is null as answer`,
    count_customers: (sql) =>
      sql`select count_customers(${storeId}, '{"orders_from":1}') as answer`,
    count_orders: (sql) =>
      sql`select sum(orders)::int as answer from count_orders(${[storeId]}::uuid[])`,
    create_api_key: (sql) => sql`select create_api_key(${storeId}, ${sql.json(key)}) as answer`,
    create_import: (sql) => sql`select create_import(${storeId}, ${sql.json(file)}) as answer`,
    create_store: (sql) => sql`select create_store('{"slug":"demo","name":"Demo"}') as answer`,
    delete_customer_note: (sql) =>
      sql`select delete_customer_note(${storeId}, ${shop.noteId})::int as answer`,
    delete_customer_segment: (sql) =>
      sql`select delete_customer_segment(${storeId}, ${shop.segmentId})::int as answer`,
    delete_order_view: (sql) =>
      sql`select delete_order_view(${storeId}, ${shop.orderViewId})::int as answer`,
    drop_shopper_address: (sql) =>
      sql`select drop_shopper_address('demo', 'guess', ${shop.addressId}, false) as answer`,
    edit_customer: (sql) =>
      sql`select edit_customer(${storeId}, ${customerId}, '{"name":"Mine"}') as answer`,
    end_my_session: (sql) => sql`select end_my_session(${NOWHERE})::int as answer`,
    end_shopper_session: (sql) => sql`select end_shopper_session('demo', 'guess', true) as answer`,
    erase_customer: (sql) => sql`select erase_customer(${storeId}, ${otherCustomerId}) as answer`,
    find_customers: (sql) =>
      sql`select jsonb_array_length(find_customers(${storeId}, '{}') -> 'customers') as answer`,
    find_orders: (sql) =>
      sql`select count(*)::int as answer from find_orders(${storeId}, '{"name":"wanjiru"}')`,
    find_products: (sql) =>
      sql`select count(*)::int as answer
        from find_products(${storeId}, 'sisal', null, null, 10)`,
    find_shopper_order: (sql) => sql`select find_shopper_order('demo', 'guess', 1001) as answer`,
    get_customer: (sql) => sql`select get_customer(${storeId}, ${customerId}, '{}') as answer`,
    get_download: (sql) => sql`select get_download('demo', ${NOWHERE}, ${NOWHERE}) as answer`,
    get_invitation: (sql) => sql`select get_invitation('guess') as answer`,
    get_link_page: (sql) => sql`select get_link_page('demo', ${NOWHERE}, ${NOWHERE}) as answer`,
    get_money: (sql) =>
      sql`select jsonb_array_length(get_money(${storeId}, current_date - 1, current_date + 1) -> 'days') as answer`,
    get_order: (sql) => sql`select get_order('demo', ${NOWHERE}) as answer`,
    get_pay_link: (sql) => sql`select get_pay_link('demo', ${NOWHERE}) as answer`,
    get_payment_page: (sql) => sql`select get_payment_page('demo', ${NOWHERE}) as answer`,
    get_shared_cart: (sql) => sql`select get_shared_cart('demo', 'guess') as answer`,
    get_shopper: (sql) => sql`select get_shopper('demo', 'guess') as answer`,
    get_store_domain: (sql) => sql`select get_store_domain(${storeId}) as answer`,
    get_till_address: (sql) => sql`select get_till_address(${storeId}) as answer`,
    get_traffic: (sql) =>
      sql`select (get_traffic(${storeId}, d.today, d.today) ->> 'views')::int as answer
        from (select (now() at time zone 'Africa/Nairobi')::date as today) as d`,
    give_downloads: (sql) =>
      sql`select give_downloads(${storeId}, ${shop.orderItemId}, ${sql.json(taken)}) as answer`,
    invite_staff: (sql) => sql`select invite_staff(${storeId}, ${sql.json(asked)}) as answer`,
    is_platform_admin: (sql) => sql`select is_platform_admin()::int as answer`,
    keep_order_address: (sql) =>
      sql`select keep_order_address('demo', ${NOWHERE}, 'guess')::int as answer`,
    leave_tenant: (sql) => sql`select leave_tenant(${shop.tenantId}) as answer`,
    list_api_keys: (sql) => sql`select count(*)::int as answer from list_api_keys(${storeId})`,
    list_bought: (sql) => sql`select jsonb_array_length(list_bought('demo', ${NOWHERE})) as answer`,
    list_duplicate_customers: (sql) =>
      sql`select list_duplicate_customers(${storeId}, null) as answer`,
    list_members: (sql) => sql`select count(*)::int as answer from list_members(${storeId})`,
    list_my_sessions: (sql) => sql`select count(*)::int as answer from list_my_sessions()`,
    list_my_stores: (sql) =>
      sql`select count(*)::int as answer from list_my_stores() where id = ${storeId}`,
    list_payment_accounts: (sql) =>
      sql`select jsonb_array_length(list_payment_accounts(${storeId})) as answer`,
    list_platform_admins: (sql) => sql`select count(*)::int as answer from list_platform_admins()`,
    list_reconciliations: (sql) =>
      sql`select jsonb_array_length(list_reconciliations(${storeId})) as answer`,
    list_shopper_orders: (sql) =>
      sql`select jsonb_array_length(list_shopper_orders('demo', 'guess', null, 10)) as answer`,
    log_export: (sql) => sql`select log_export(${storeId}, 'orders') is null as answer`,
    mark_message: (sql) => sql`select mark_message(${storeId}, ${NOWHERE}, true) is null as answer`,
    merge_customers: (sql) =>
      sql`select merge_customers(${storeId}, ${customerId}, ${otherCustomerId}) as answer`,
    open_stock_count: (sql) => sql`select open_stock_count(${storeId}, ${locationId}) as answer`,
    open_support_visit: (sql) => sql`select open_support_visit(${storeId}, 'Curious') as answer`,
    pay_by_link: (sql) =>
      sql`select pay_by_link('demo', ${NOWHERE}, '+254712345678', 'mpesa', 500) as answer`,
    place_arrival: (sql) => sql`select place_arrival(${storeId}, ${NOWHERE}, 1001) as answer`,
    place_order: (sql) =>
      sql`select place_order('demo', 'a-key-of-mine-1', '{"lines":[]}') as answer`,
    preview_collection: (sql) =>
      sql`select preview_collection(${storeId}, ${sql.json(rule)}) as answer`,
    price_cart: (sql) => sql`select price_cart('demo', ${sql.json(basket)}) as answer`,
    product_fingerprint: (sql) =>
      sql`select product_fingerprint(${storeId}, ${productId}) as answer`,
    record_hand_payment: (sql) =>
      sql`select record_hand_payment(${storeId}, 1001, 'a-key-of-mine', ${
        sql.json(back)
      }) as answer`,
    remove_member: (sql) => sql`select remove_member(${storeId}, ${member}) as answer`,
    renew_invitation: (sql) => sql`select renew_invitation(${shop.invitationId}) as answer`,
    replace_api_key: (sql) => sql`select replace_api_key(${shop.keyId}, 1) as answer`,
    request_account_check: (sql) =>
      sql`select request_account_check(${storeId}, 'mpesa') is null as answer`,
    request_domain_check: (sql) => sql`select request_domain_check(${storeId}) is null as answer`,
    request_link_check: (sql) =>
      sql`select request_link_check('demo', ${NOWHERE}, ${NOWHERE}) is null as answer`,
    request_payment_check: (sql) =>
      sql`select request_payment_check('demo', ${NOWHERE}) is null as answer`,
    request_refund: (sql) =>
      sql`select request_refund(${storeId}, 1001, 'a-key-of-mine', ${sql.json(back)})
        - 'refund_id' as answer`,
    request_till_address: (sql) => sql`select request_till_address(${storeId}) is null as answer`,
    resend_message: (sql) => sql`select resend_message(${storeId}, ${NOWHERE}) as answer`,
    resume_member: (sql) => sql`select resume_member(${storeId}, ${member}) as answer`,
    resume_store: (sql) => sql`select resume_store(${storeId}) is null as answer`,
    retry_payment: (sql) =>
      sql`select retry_payment('demo', ${NOWHERE}, '+254712345678', 'mpesa') as answer`,
    return_arrival: (sql) => sql`select return_arrival(${storeId}, ${NOWHERE}, 'Cash') as answer`,
    revoke_api_key: (sql) => sql`select revoke_api_key(${shop.keyId}) is null as answer`,
    revoke_invitation: (sql) => sql`select revoke_invitation(${shop.invitationId}) as answer`,
    save_customer_address: (sql) =>
      sql`select save_customer_address(${storeId}, ${customerId}, null, ${
        sql.json(place)
      }) as answer`,
    save_customer_segment: (sql) =>
      sql`select save_customer_segment(${storeId}, ${shop.segmentId}, ${
        sql.json(segment)
      }) as answer`,
    save_delivery_zone: (sql) =>
      sql`select save_delivery_zone(${storeId}, ${NOWHERE}, ${sql.json(zone)}) as answer`,
    save_discount: (sql) =>
      sql`select save_discount(${storeId}, ${shop.discountId}, ${sql.json(discount)}) as answer`,
    save_location: (sql) =>
      sql`select save_location(${storeId}, ${NOWHERE}, '{"name":"Depot"}') as answer`,
    save_order_view: (sql) =>
      sql`select save_order_view(${storeId}, ${
        sql.json({ name: "Mine", filter: {}, is_shared: true })
      }) as answer`,
    save_page: (sql) => sql`select save_page(${storeId}, ${NOWHERE}, ${sql.json(page)}) as answer`,
    save_payment_account: (sql) =>
      sql`select save_payment_account(${storeId}, 'mpesa', '{"short_code":"174379","kind":"paybill"}')
        is null as answer`,
    save_pickup_point: (sql) =>
      sql`select save_pickup_point(${storeId}, ${NOWHERE}, ${sql.json(point)}) as answer`,
    save_product: (sql) =>
      sql`select save_product(${storeId}, ${productId}, ${sql.json(product)}) is null as answer`,
    save_shopper_address: (sql) =>
      sql`select save_shopper_address('demo', 'guess', ${shop.addressId}, ${
        sql.json(place)
      }) as answer`,
    save_shopper_profile: (sql) =>
      sql`select save_shopper_profile('demo', 'guess', '{"name":"Mine"}') as answer`,
    save_stock_count: (sql) =>
      sql`select save_stock_count(${storeId}, 'a-key-of-mine', ${
        sql.json(sheet as never)
      }) as answer`,
    save_store_domain: (sql) =>
      sql`select save_store_domain(${storeId}, 'www.mine.example') as answer`,
    save_store_settings: (sql) =>
      sql`select save_store_settings(${storeId}, '{"tagline":"Mine","shown":"x"}') as answer`,
    save_translations: (sql) =>
      sql`select save_translations(${storeId}, 'product', ${productId}, 'fr', ${
        sql.json(translation)
      }) as answer`,
    save_words: (sql) => sql`select save_words(${storeId}, 'fr', '{"Size":"Taille"}') as answer`,
    search_products: (sql) =>
      sql`select sum(total)::int as answer from search_products(${storeId}, '{"query":"sisal"}')`,
    set_fulfilment: (sql) => sql`select set_fulfilment(${storeId}, 1001, 'packed') as answer`,
    set_fulfilments: (sql) =>
      sql`select set_fulfilments(${storeId}, '{1001}', 'packed') -> 0 as answer`,
    set_member: (sql) =>
      sql`select set_member(${storeId}, ${member}, '{"role":"staff"}') as answer`,
    set_order_pin: (sql) => sql`select set_order_pin('demo', ${NOWHERE}, 1, 1) as answer`,
    share_payment: (sql) => sql`select share_payment('demo', ${NOWHERE}) as answer`,
    store_settings: (sql) => sql`select store_settings(${storeId}) as answer`,
    suspend_member: (sql) => sql`select suspend_member(${storeId}, ${member}) as answer`,
    suspend_store: (sql) => sql`select suspend_store(${storeId}, 'Curious') is null as answer`,
    tag_customers: (sql) => sql`select tag_customers(${storeId}, ${sql.json(tag)}) as answer`,
    take_download: (sql) =>
      sql`select take_download('demo', ${NOWHERE}, ${shop.orderItemId}, ${shop.fileId}) as answer`,
    test_message: (sql) =>
      sql`select test_message(${storeId}, ${sql.json(words)}) - 'recipient' as answer`,
    transfer_inventory: (sql) =>
      sql`select transfer_inventory(${storeId}, 'a-key-of-mine', ${
        sql.json(moved as never)
      }) as answer`,
    transfer_ownership: (sql) => sql`select transfer_ownership(${storeId}, ${member}) as answer`,
    try_discounts: (sql) => sql`select try_discounts(${storeId}, ${sql.json(basket)}) as answer`,
    undo_customer_merge: (sql) =>
      sql`select undo_customer_merge(${storeId}, ${shop.mergeId}) as answer`,
    unshare_payment: (sql) => sql`select unshare_payment('demo', ${NOWHERE}) as answer`,
    withdraw_pay_link: (sql) => sql`select withdraw_pay_link(${storeId}, 1001) as answer`,
    write_review: (sql) =>
      sql`select write_review('demo', ${NOWHERE}, ${productId}, '{"stars":5}') as answer`,
  };
}

/** "denied": may not call it; a code: refused so; "nothing": null came back; "done": it did it. */
export async function call(
  stage: Stage,
  { actor, name }: { actor: Actor; name: string },
): Promise<string> {
  try {
    const [row] = await as(stage.sql, actor, callsOf(stage)[name]!) as { answer: unknown }[];
    const answer = row?.answer;
    if (answer === null || answer === 0) return "nothing";
    const { ok, code } = answer as { ok?: boolean; code?: string };
    return ok === false ? code! : "done";
  } catch (error) {
    const { code } = error as postgres.PostgresError;
    if (!code) throw error;
    return code === "42501" ? "denied" : code;
  }
}
