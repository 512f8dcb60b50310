/** The demo shop, with an order that is paid. */
export interface Demo {
  storeId: string;
  tenantId: string;
  productId: string;
  /** Of a product that nobody sees yet. */
  draftId: string;
  /** Of a list of orders that everyone there sees. */
  viewId: string;
  variantId: string;
  locationId: string;
  countId: string;
  orderId: string;
  orderNumber: number;
  /** Money that came without one. */
  arrivalId: string;
  keyId: string;
  /** Where the order goes. */
  addressId: string;
  invitationId: string;
  /** A file that waits to be applied. */
  importId: string;
  /** Somebody who works there. */
  staffId: string;
  /** Who ordered. */
  customerId: string;
  /** Where its merchant is signed in. */
  sessionId: string;
  /** Path of a picture's original in Storage. */
  original: string;
}

/** Each function that supabase-js reaches, called as somebody would who knows all but secrets. */
export function callsOf(demo: Demo): Record<string, Record<string, unknown>[]> {
  const guesses = [
    demo.orderId,
    demo.orderId.replaceAll("-", ""),
    String(demo.orderNumber),
    "",
    "%",
  ];
  const orders = guesses.map((order_token) => ({ store_slug: "demo", order_token }));
  const links = guesses.map((link_token) => ({ store_slug: "demo", link_token }));
  const tried = links.map((link) => ({ ...link, attempt_id: demo.orderId }));
  const sessions = guesses.map((session_token) => ({ store_slug: "demo", session_token }));
  const address = { address_id: demo.addressId };
  const product = { title: "Stolen", slug: "stolen", status: "published", variants: [] };
  const store = { store_id: demo.storeId };
  const member = { ...store, user_id: demo.staffId };
  const asked = { channel: "email", recipient: "new@afrify.test", role: "staff" };
  const file = {
    kind: "products",
    file_name: "x",
    header: ["x"],
    rows: [{ line: 2, cells: ["x"] }],
  };
  const keyed = { ...store, idempotency_key: "a-key-of-mine" };
  const goods = { variant_id: demo.variantId, location_id: demo.locationId };
  const customer = { ...store, customer_id: demo.customerId };
  const person = { name: "Mine", phone: "+254799000001" };
  const tag = { customer_ids: [demo.customerId], tag: "mine" };
  const [count_id, location_id] = [demo.countId, demo.locationId];
  return {
    accept_invitation: [{ token: "guess" }, { token: "" }],
    add_customer: [{ ...customer, input: person }],
    add_customer_note: [{ ...customer, note_id: demo.orderId, body: "Mine" }],
    adjust_inventory: [{ ...keyed, input: { ...goods, reason: "lost", delta: -1 } }],
    adjust_stock: [{ variant_id: demo.variantId, delta: -1, note: "" }],
    apply_import: [{ import_id: demo.importId }],
    apply_stock_count: [{ ...store, count_id }],
    cancel_order: [{ ...store, order_number: demo.orderNumber }],
    cancel_stock_count: [{ ...store, count_id }],
    change_callback_token: [{ ...store, gateway: "mpesa" }],
    check_import: [{ import_id: demo.importId, mapping: { title: 0 } }],
    check_request: [{}],
    check_session: [],
    choose_hand_way: orders.map((order) => ({ ...order, hand_way: "cash" })),
    close_support_visit: [],
    count_customers: [{ ...store, rule: {} }],
    count_orders: [{ store_ids: [demo.storeId] }],
    create_api_key: [{ ...store, input: { name: "Mine", permissions: ["orders.view"] } }],
    create_import: [{ ...store, input: file }],
    create_store: [{ input: { slug: "demo", name: "Demo" } }],
    delete_customer_note: [{ ...store, note_id: demo.orderId }],
    delete_customer_segment: [{ ...store, segment_id: demo.orderId }],
    delete_order_view: [{ ...store, view_id: demo.viewId }],
    drop_shopper_address: sessions.map((one) => ({ ...address, ...one, is_undone: false })),
    edit_customer: [{ ...customer, input: person }],
    end_my_session: [{ id: demo.sessionId }],
    end_shopper_session: sessions.map((one) => ({ ...one, is_everywhere: true })),
    erase_customer: [customer],
    find_customers: [{ ...store, input: {} }, { ...store, input: { query: "a" } }],
    find_orders: [{ ...store, input: { name: "wanjiru" } }],
    find_products: [{ ...store, query: "basket", status: null, after: null, max_rows: 10 }],
    find_shopper_order: sessions.map((one) => ({ ...one, number: demo.orderNumber })),
    get_customer: [{ ...customer, input: {} }],
    get_download: orders.map((order) => ({ ...order, download_token: demo.orderId })),
    get_invitation: [{ token: "guess" }, { token: "" }],
    get_link_page: tried,
    get_money: [{ ...store, first: "2026-11-01", last: "2026-11-02" }],
    get_order: orders,
    get_pay_link: [...links, ...tried],
    get_payment_page: orders,
    get_shared_cart: guesses.map((cart_token) => ({ store_slug: "demo", cart_token })),
    get_shopper: sessions,
    get_store_domain: [store],
    get_till_address: [store],
    get_traffic: [{ ...store, first: "2026-11-01", last: "2026-11-02" }],
    give_downloads: [{ ...store, order_item_id: demo.orderId, input: { download_limit: 9 } }],
    invite_staff: [{ ...store, input: asked }],
    is_platform_admin: [],
    keep_order_address: orders.map((order) => ({ ...order, session_token: "" })),
    leave_tenant: [{ tenant_id: demo.tenantId }],
    list_api_keys: [store],
    list_bought: orders,
    list_duplicate_customers: [customer],
    list_members: [store],
    list_my_sessions: [],
    list_my_stores: [],
    list_payment_accounts: [store],
    list_platform_admins: [{}],
    list_reconciliations: [store],
    list_shopper_orders: sessions.map((one) => ({ ...one, after: null, max_rows: 10 })),
    log_export: [{ ...store, entity: "audit_events" }],
    mark_message: [{ ...store, message_id: demo.productId, is_read: true }],
    merge_customers: [{ ...store, kept_id: demo.customerId, merged_id: demo.customerId }],
    open_stock_count: [{ ...store, location_id }],
    open_support_visit: [{ ...store, reason: "Curious" }],
    pay_by_link: links.map((link) => ({
      ...link,
      payer_phone: "+254712345678",
      gateway: "mpesa",
      amount_minor: 500,
    })),
    place_arrival: [{ ...store, arrival_id: demo.arrivalId, order_number: demo.orderNumber }],
    place_order: [{ store_slug: "demo", idempotency_key: "a-key-of-mine", input: { lines: [] } }],
    preview_collection: [{ ...store, input: { match: "all", conditions: [] } }],
    price_cart: [],
    product_fingerprint: [{ ...store, product_id: demo.draftId }],
    record_hand_payment: [{
      ...keyed,
      order_number: demo.orderNumber,
      input: { amount_minor: 100, reference: "Cash" },
    }],
    remove_member: [member],
    renew_invitation: [{ id: demo.invitationId }],
    replace_api_key: [{ id: demo.keyId, overlap_hours: 1 }],
    request_account_check: [{ ...store, gateway: "mpesa" }],
    request_domain_check: [store],
    request_link_check: tried,
    request_payment_check: orders,
    request_refund: [{
      ...keyed,
      order_number: demo.orderNumber,
      input: { amount_minor: 100, reason: "Mine", reference: "Cash" },
    }],
    request_till_address: [store],
    resend_message: [{ ...store, notification_id: demo.productId }],
    resume_member: [member],
    resume_store: [store],
    retry_payment: orders.map((order) => ({
      ...order,
      payer_phone: "+254712345678",
      gateway: "mpesa",
    })),
    return_arrival: [{ ...store, arrival_id: demo.arrivalId, reference: "Cash" }],
    revoke_api_key: [{ id: demo.keyId }],
    revoke_invitation: [{ id: demo.invitationId }],
    save_customer_address: [{ ...customer, ...address, input: { area: "Moon", landmark: "Mine" } }],
    save_customer_segment: [{
      ...store,
      segment_id: demo.orderId,
      input: { name: "Mine", rule: { orders_to: 9 } },
    }],
    save_delivery_zone: [{
      ...store,
      zone_id: demo.productId,
      input: { name: "Mine", areas: ["Mine"], fee_minor: 100 },
    }],
    save_discount: [{
      ...store,
      discount_id: crypto.randomUUID(),
      input: { name: "Mine", code: "MINE", kind: "percent", percent_bp: 10_000 },
    }],
    save_location: [
      { ...store, location_id, input: { name: "Stolen" } },
      { ...store, location_id: crypto.randomUUID(), input: { name: "Stolen" } },
    ],
    save_order_view: [{ ...store, input: { name: "Mine", filter: {}, is_shared: true } }],
    save_page: [{
      ...store,
      page_id: crypto.randomUUID(),
      input: { title: "Mine", slug: "mine", body: "Mine.", is_published: true },
    }],
    save_payment_account: [{
      store_id: demo.storeId,
      gateway: "mpesa",
      settings: { short_code: "555555", kind: "paybill" },
      credentials: { key: "k", iv: "AAAA", data: "AAAA" },
      hints: {},
    }],
    save_pickup_point: [{
      ...store,
      point_id: crypto.randomUUID(),
      input: { name: "Mine", address: "Mine" },
    }],
    save_product: [
      { store_id: demo.storeId, product_id: demo.productId, input: product },
      { store_id: demo.storeId, product_id: crypto.randomUUID(), input: product },
    ],
    save_shopper_address: sessions.map((one) => ({
      ...address,
      ...one,
      input: { area: "Kilimani, Nairobi", landmark: "Stolen" },
    })),
    save_shopper_profile: sessions.map((one) => ({ ...one, input: { name: "Stolen" } })),
    save_stock_count: [
      { ...keyed, input: { count_id, lines: [{ variant_id: demo.variantId, counted: 0 }] } },
    ],
    save_store_domain: [{ ...store, host: "www.mine.example" }],
    save_store_settings: [{ ...store, input: { tagline: "Mine" } }],
    save_translations: [
      ["product", demo.productId],
      ["store", demo.storeId],
    ].map(([kind, subject_id]) => ({
      ...{ ...store, kind, subject_id, language: "fr" },
      input: { title: { text: "Mine", of: "0123abcd" } },
    })),
    save_words: [{ ...store, language: "fr", input: { Size: "Mine" } }],
    search_products: [],
    set_fulfilment: [{ ...store, order_number: demo.orderNumber, status: "packed" }],
    set_fulfilments: [{ ...store, order_numbers: [demo.orderNumber], status: "packed" }],
    set_member: [{ ...member, input: { role: "merchant" } }],
    set_order_pin: orders.map((order) => ({ ...order, lat: 1, lng: 1 })),
    share_payment: orders,
    store_settings: [],
    suspend_member: [member],
    suspend_store: [{ ...store, reason: "Curious" }],
    tag_customers: [{ ...store, input: tag }],
    take_download: orders.map((order) => ({
      ...order,
      order_item_id: demo.orderId,
      file_id: demo.productId,
    })),
    test_message: [{
      ...store,
      input: { kind: "order_paid", channel: "email", language: "en", body: "Mine" },
    }],
    transfer_inventory: [{
      ...keyed,
      input: {
        ...goods,
        from_location_id: location_id,
        to_location_id: demo.storeId,
        quantity: 1,
      },
    }],
    transfer_ownership: [member],
    try_discounts: [{ ...store, input: { lines: [], code: "%" } }],
    undo_customer_merge: [{ ...store, merge_id: demo.orderId }],
    unshare_payment: orders,
    withdraw_pay_link: [{ ...store, order_number: demo.orderNumber }],
    write_review: orders.map((order) => ({
      ...order,
      product_id: demo.productId,
      input: { stars: 1, author_name: "Nobody" },
    })),
  };
}
