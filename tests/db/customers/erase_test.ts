import assert from "node:assert/strict";
import type postgres from "postgres";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { asPerson, assertTotalsAddUp, customerOf, order, setStage, type Stage } from "./stage.ts";

const PHONE = "+254712987654";
const SECOND = "+254733987655";
const NAME = "Zawadique Quillfeather";
const EMAIL = "zawadi@quill.example";
/** Every way in which somebody would look for her. */
const TRACES = [
  "Zawadique",
  "Quillfeather",
  "712987654",
  "712 987 654",
  "733987655",
  "quill.example",
];

let stage: Stage;

Deno.test.beforeAll(async () => {
  stage = await setStage();
});
Deno.test.afterAll(() => stage.stop());

/** Everything that a shop comes to keep of somebody who buys. Answers the id of her order. */
async function live({ sql, shop: { storeId, accountId, productId, callbackToken } }: Stage) {
  const id = await order(stage, {
    phone: PHONE,
    name: NAME,
    email: EMAIL,
    second_phone: SECOND,
    landmark: "Behind Quillfeather Stores",
    directions: "Ask for Zawadique",
    note: "Call Zawadique first",
    wants_news: true,
  });
  const [attempt] = await sql`select id, callback_ref from payment_attempts where order_id = ${id}`;
  const said =
    `{"MSISDN":"254712987654","FirstName":"ZAWADIQUE","LastName":"Quillfeather","Amount":2650}`;
  await sql`select private.record_payment_event('mpesa', ${callbackToken}, ${
    attempt!.callback_ref
  }, 'ws_1', '{}', ${said}, 'charge')`;
  await sql`insert into payment_events (store_id, account_id, source, event_key, body)
    values (${storeId}, ${accountId}, 'callback', 'till', ${said}::text::bytea)`;
  const [payment] = await sql`
    insert into payments (store_id, account_id, order_id, attempt_id, amount_minor, currency, payer_phone, receipt)
    select store_id, account_id, order_id, id, expected_minor, currency, ${PHONE}, 'QK12' from payment_attempts
    where id = ${attempt!.id} returning id`;
  await sql`select private.book_entry(order_id, 'charge', 'charge', 'buyer', 'gateway', amount_minor, 'KES', id)
    from payments where id = ${payment!.id}`;
  await sql`update payment_attempts set state = 'succeeded', result_text = 'Paid by Zawadique' where id = ${
    attempt!.id
  }`;
  await sql`insert into arrivals (store_id, account_id, source, state, receipt, amount_minor, currency, payer, payer_name,
    reference, order_id) values (${storeId}, ${accountId}, 'till', 'placed', 'QK13', 1, 'KES', ${PHONE}, ${NAME},
    'zawadi 0712987654', ${id})`;
  await sql`insert into refunds (store_id, order_id, number, amount_minor, currency, reason, hand_ref, state,
      idempotency_key, request_hash)
    values (${storeId}, ${id}, 1, 1, 'KES', ${`For ${NAME}`}, ${`Sent to ${PHONE}`}, 'done', 'a-key-of-hers', 'x')`;
  await sql`select private.log_order_event(${id}, 'prompt_sent', ${
    sql.json({ phone: PHONE, who: NAME })
  })`;
  await sql`update notifications set body = ${`Habari ${NAME}, asante`}, subject = ${NAME} where order_id = ${id}`;
  await sql`insert into notifications (store_id, channel, template, recipient) values (${storeId}, 'sms', 'shopper_code', ${PHONE})`;
  await sql`insert into reviews (store_id, product_id, order_id, stars, author_name, body)
    values (${storeId}, ${productId}, ${id}, 5, 'Zawadique', 'Zawadique Quillfeather loves it')`;
  await sql`insert into contact_messages (id, store_id, name, phone, body)
    values (gen_random_uuid(), ${storeId}, ${NAME}, ${PHONE}, 'This is Zawadique')`;
  await sql`insert into contact_messages (id, store_id, name, email, body)
    values (gen_random_uuid(), ${storeId}, ${NAME}, ${EMAIL.toUpperCase()}, 'Zawadique again')`;
  await sql`insert into private.shopper_sessions (store_id, phone, token_hash) values (${storeId}, ${PHONE}, 'h')`;
  await sql`insert into private.shopper_codes (store_id, phone, ticket_hash, code_hash) values (${storeId}, ${PHONE}, 't', 'c')`;
  const [file] = await sql`insert into imports (store_id, kind, file_name, header, created_by)
    select ${storeId}, 'customers', 'people.csv', '{Phone,Name}', user_id from memberships limit 1 returning id`;
  await sql`insert into import_rows (store_id, import_id, kind, line, cells, key)
    values (${storeId}, ${file!.id}, 'customers', 2, '["0712 987 654","Z. Q."]', '0712 987 654'),
      (${storeId}, ${file!.id}, 'customers', 3, ${sql.json(["", NAME])}, '')`;
  await sql`insert into order_views (store_id, user_id, name, filter, is_shared)
    select ${storeId}, user_id, 'Hers', ${sql.json({ name: NAME })}, true from memberships limit 1`;
  await sql`insert into api.answers (store_id, actor, key, request_hash, status, value)
    values (${storeId}, 'a-program', 'a-key-of-its', 'x', 201, ${
    sql.json({ contact_phone: PHONE })
  })`;
  const [endpoint] = await sql`insert into webhook_endpoints (store_id, url, events)
    values (${storeId}, 'https://books.example/', '{order.refunded}') returning id`;
  const [event] = await sql`insert into webhook_events (store_id, type, subject_id, payload)
    values (${storeId}, 'order.created', ${id}, ${
    JSON.stringify({ data: { contact_name: NAME, contact_phone: PHONE, contact_email: EMAIL } })
  }) returning id`;
  await sql`insert into webhook_deliveries (store_id, endpoint_id, event_id, response_body, response_headers)
    values (${storeId}, ${endpoint!.id}, ${event!.id}, ${`Thanks for ${NAME}`}, ${
    sql.json({ "x-for": PHONE })
  })`;
  const customer = await customerOf(stage, id);
  await asPerson(
    sql,
    (sql) =>
      sql`select add_customer_note(${storeId}, ${customer}, ${crypto.randomUUID()}, ${`${NAME} likes red`})`,
  );
  await sql`update orders set status = 'fulfilled' where id = ${id} and status = 'paid'`;
  return { id, customer };
}

/** Every text and JSON of every table, graphile's jobs included, that holds one of these words. */
async function grep(sql: postgres.Sql, words: string[]): Promise<string[]> {
  const columns = await sql`
    select n.nspname as schema, c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
      and format_type(a.atttypid, null) ~ '^(text|character varying|json|jsonb|bytea|tsvector|inet)'`;
  const found: string[] = [];
  for (const { schema, table, column, type } of columns) {
    // Bytes are looked through as text, whatever they are.
    const text = type === "bytea" ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const rows = await sql.unsafe(
      `select from "${schema}"."${table}" where ${text} ilike any ($1::text[]) limit 1`,
      [words.map((word) => `%${word}%`)] as never,
    );
    if (rows.length > 0) found.push(`${schema}.${table}.${column}`);
  }
  return found.sort();
}

async function erase(customer: string, shop = stage.shop.storeId) {
  const [row] = await asPerson(
    stage.sql,
    (sql) => sql`select erase_customer(${shop}, ${customer}) as answer`,
  );
  return row!.answer as { ok: boolean; code?: string; orders?: number };
}

Deno.test("somebody with an open order, or money under way, does not go", async () => {
  const { sql } = stage;
  const id = await order(stage, { phone: "+254799000001" });
  const customer = await customerOf(stage, id);
  assert.equal((await erase(customer)).code, "order_open");
  await sql`update orders set status = 'cancelled' where id = ${id}`;
  assert.equal((await erase(customer)).code, "money_under_way", "a prompt may be on the phone");
  await sql`update payment_attempts set state = 'failed' where order_id = ${id}`;
  await sql`update orders set needs_review = true where id = ${id}`;
  assert.equal((await erase(customer)).code, "money_under_way");
  await sql`update orders set needs_review = false where id = ${id}`;
  assert.deepEqual(await erase(customer), { ok: true, orders: 1 });
  assert.equal((await erase(customer)).code, "customer_gone");
});

Deno.test("who is erased is nowhere in the database; orders keep goods, money and dates", async () => {
  const { sql, shop: { storeId } } = stage;
  const { id, customer } = await live(stage);
  await sql`update orders set status = 'paid' where id = ${id}`;
  await sql`update orders set status = 'fulfilled' where id = ${id}`;
  assert.ok((await grep(sql, TRACES)).length > 20, "there is something to erase");
  const facts = async () => {
    const [row] = await sql`
      select o.number, o.total_minor, o.paid_minor, o.refunded_minor, o.status, o.placed_at, o.area,
        (select jsonb_agg(i order by i.id) from order_items i where i.order_id = o.id) as items,
        (select jsonb_agg(jsonb_build_array(p.amount_minor, p.receipt)) from payments p where p.order_id = o.id) as payments,
        (select jsonb_agg(l order by l.id) from ledger_entries l where l.order_id = o.id) as ledger
      from orders o where o.id = ${id}`;
    return { ...row };
  };
  const before = await facts();

  assert.deepEqual(await erase(customer), { ok: true, orders: 1 });

  assert.deepEqual(await grep(sql, TRACES), []);
  assert.deepEqual(await facts(), before);
  const [event] = await sql`select convert_from(body, 'utf8') as body from payment_events
    where store_id = ${storeId} and body like '%2650%'`;
  assert.match(event!.body, /"MSISDN":"254\*\*\*".*"Amount":2650/, "what was paid is still read");
  const [log] =
    await sql`select changes from audit_events where action = 'customers.erased' order by id desc limit 1`;
  assert.deepEqual(log!.changes, { orders: 1 });
  await assertTotalsAddUp(sql, storeId);
});

Deno.test("after it the phone is a new customer's, and money that goes back writes to nobody", async () => {
  const { sql, shop: { storeId } } = stage;
  const again = await order(stage, { phone: PHONE, name: "Somebody Else" });
  const [row] =
    await sql`select c.name, c.erased_at from customers c join orders o on o.customer_id = c.id where o.id = ${again}`;
  assert.deepEqual({ ...row }, { name: "Somebody Else", erased_at: null });
  const [old] =
    await sql`select id from orders where contact_name = 'Erased' and status = 'fulfilled' limit 1`;
  await sql`select private.add_messages(${old!.id}, 'order_refunded')`;
  const written = await sql`
    select recipient from notifications where order_id = ${
    old!.id
  } and template ~ 'order_refunded'`;
  assert.deepEqual(written.map(({ recipient }) => recipient), ["demo@afrify.test"]);
  await assertTotalsAddUp(sql, storeId);
});

Deno.test("a short name is masked as a word and nowhere inside others; the log keeps its keys", async () => {
  const { sql, shop: { storeId } } = stage;
  const id = await order(stage, { phone: "+254799000002", name: "Al" });
  await sql`select private.log_order_event(${id}, 'prompt_sent', '{"total":"Al, and all","Al":1}')`;
  await sql`update orders set status = 'cancelled' where id = ${id}`;
  await sql`update payment_attempts set state = 'failed' where order_id = ${id}`;
  await sql`select private.audit('x.y', 'x', null, null, ${storeId}, '{"name":["Al","total"]}')`;

  await erase(await customerOf(stage, id));

  const [event] =
    await sql`select data from order_events where order_id = ${id} and kind = 'prompt_sent' and data ? 'total'`;
  assert.deepEqual(event!.data, { total: "***, and all", Al: 1 });
  const [log] = await sql`select changes from audit_events where action = 'x.y'`;
  assert.deepEqual(log!.changes, { name: ["***", "total"] });
});

Deno.test("a customer of another shop with the same phone stays who they are", async () => {
  const { sql } = stage;
  const rival = await makeShop(sql, { slug: "rival", merchant: crypto.randomUUID() });
  const theirs = await order({ ...stage, shop: rival }, { phone: "+254799000003", name: NAME });
  const mine = await order(stage, { phone: "+254799000003", name: NAME });
  await sql`update orders set status = 'cancelled' where id = ${mine}`;
  await sql`update payment_attempts set state = 'failed' where order_id = ${mine}`;
  const read = async () =>
    (await sql`select to_jsonb(c) as c, to_jsonb(o) as o from orders o
    join customers c on c.id = o.customer_id where o.id = ${theirs}`)[0];
  const before = await read();

  assert.equal((await erase(await customerOf(stage, mine))).ok, true);
  assert.deepEqual(await read(), before);
  const stranger = erase(await customerOf(stage, theirs), rival.storeId);
  await assert.rejects(stranger, { code: "AF404" });
});
