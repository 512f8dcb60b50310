import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway } from "@/lib/enums.ts";
import {
  hintsOf,
  LOCAL_AIRTEL_ACCOUNT,
  LOCAL_FLUTTERWAVE_ACCOUNT,
  LOCAL_MPESA_ACCOUNT,
  LOCAL_MTN_ACCOUNT,
  LOCAL_PAYSTACK_ACCOUNT,
  LOCAL_PESAPAL_ACCOUNT,
  sealCredentials,
} from "@/lib/payments/mod.ts";
import type { Sealer } from "@/lib/sealed.ts";
import type { DemoCategory, DemoShop } from "../catalog.ts";

export interface ShopRows {
  storeId: string;
  shop: DemoShop;
  categories: readonly DemoCategory[];
  merchantId: string;
  gateways: readonly Gateway[];
  sealer: Sealer;
}

/** A business with one shop that can sell: owner, shelves, delivery, ways to pay. */
export async function insertShop(
  sql: Sql,
  { storeId, shop, categories, merchantId, gateways, sealer }: ShopRows,
): Promise<{ tenantId: string }> {
  const [tenant] = await sql<{ id: string }[]>`
    insert into public.tenants (name) values (${shop.name}) returning id`;
  const tenantId = tenant!.id;
  await sql`insert into public.stores ${
    sql({
      id: storeId,
      tenant_id: tenantId,
      slug: shop.slug,
      name: shop.name,
      tagline: shop.tagline,
      country: "KE",
      currency: "KES",
      time_zone: "Africa/Nairobi",
      languages: [...shop.languages],
      order_prefix: shop.orderPrefix,
      contact_phone: shop.phone,
      contact_email: shop.email,
      address: shop.address,
      opening_hours: shop.hours,
      pickup_note: shop.pickupNote,
      tax_rate_bp: 1600,
    })
  }`;
  await sql`insert into public.memberships (tenant_id, user_id, role)
    values (${tenantId}, ${merchantId}, 'merchant')`;
  await sql`insert into public.categories ${
    sql(categories.map(({ slug, title }, position) => ({
      store_id: storeId,
      slug,
      name: title,
      position,
    })))
  }`;
  for (const [position, zone] of shop.zones.entries()) {
    await sql`insert into public.delivery_zones (store_id, name, areas, fee_minor, promise, position)
      values (${storeId}, ${zone.name}, ${[...zone.areas]}, ${
      zone.fee * 100
    }, ${zone.promise}, ${position})`;
  }
  for (const gateway of gateways) await insertAccount(sql, sealer, { storeId, gateway });
  return { tenantId };
}

const LOCAL_ACCOUNTS = {
  mpesa: LOCAL_MPESA_ACCOUNT,
  mtn: LOCAL_MTN_ACCOUNT,
  airtel: LOCAL_AIRTEL_ACCOUNT,
  paystack: LOCAL_PAYSTACK_ACCOUNT,
  flutterwave: LOCAL_FLUTTERWAVE_ACCOUNT,
  pesapal: LOCAL_PESAPAL_ACCOUNT,
};

/** Paid through the gateway's local stand-in. */
async function insertAccount(
  sql: Sql,
  sealer: Sealer,
  owner: { storeId: string; gateway: Gateway },
): Promise<void> {
  const { settings, credentials } = LOCAL_ACCOUNTS[owner.gateway];
  const sealed = await sealCredentials(sealer, owner, credentials);
  const [account] = await sql<{ id: string }[]>`
    insert into public.payment_accounts (store_id, gateway, settings)
    values (${owner.storeId}, ${owner.gateway}, ${sql.json({ ...settings })}) returning id`;
  await sql`insert into private.payment_credentials (account_id, credentials, hints)
    values (${account!.id}, ${sql.json({ ...sealed })}, ${sql.json(hintsOf({ ...credentials }))})`;
}
