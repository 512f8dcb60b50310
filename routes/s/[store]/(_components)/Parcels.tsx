import { Code } from "@/components/Layout.tsx";
import { useWords } from "@/components/words.tsx";
import { isTrackingLink, type ShopperOrder, type ShopperParcel } from "@/lib/orders/shopper.ts";
import { formatPhone } from "@/lib/phone.ts";

export interface ParcelsProps {
  parcels: ShopperParcel[];
  order: ShopperOrder;
  at: (iso: string) => string;
}

/** Who brings what, and how it is followed; nothing where one parcel has it all and nobody is named. */
export function Parcels({ parcels, order, at }: ParcelsProps) {
  const isPlain = parcels.length < 2 && order.fulfilmentStatus !== "partly" &&
    parcels.every(({ carrier, tracking, riderPhone }) => !carrier && !tracking && !riderPhone);
  if (parcels.length === 0 || isPlain) return null;
  return (
    <ul class="mt-4">
      {parcels.map((parcel) => (
        <Parcel
          key={parcel.number}
          parcel={parcel}
          order={order}
          at={at}
        />
      ))}
    </ul>
  );
}

function Parcel({ parcel, order, at }: Omit<ParcelsProps, "parcels"> & { parcel: ShopperParcel }) {
  const { say } = useWords();
  const { number, carrier, tracking, riderPhone, lines } = parcel;
  const names = lines.map(({ variantId, quantity }) => {
    const item = order.items.find((each) => each.variantId === variantId);
    return `${quantity} × ${[item?.productTitle, item?.variantTitle].filter(Boolean).join(", ")}`;
  });
  const [text, since] = stateOf(parcel, order);
  return (
    <li class="border-t border-line py-3 break-words">
      <b>{say("order.parcel", { number })}</b>
      <span class="mut text-sm block">{names.join("; ")}</span>
      <span class="text-sm block">{say(text)}, {at(since)}</span>
      {(carrier || tracking) && (
        <span class="text-sm block">
          {carrier} {isTrackingLink(tracking)
            ? (
              <a class="inline-flex items-center min-h-tap" href={tracking} rel="noreferrer">
                {say("order.trackIt")}
              </a>
            )
            : <Code>{tracking}</Code>}
        </span>
      )}
      {riderPhone && (
        <a class="inline-flex items-center min-h-tap text-sm" href={`tel:${riderPhone}`}>
          {say("order.callRider")}&nbsp;<Code>{formatPhone(riderPhone)}</Code>
        </a>
      )}
    </li>
  );
}

type StateKey =
  | "order.ready"
  | "order.onTheWay"
  | "order.pickedUp"
  | "account.packed"
  | "account.delivered";

/** Where a parcel is, and since when. */
function stateOf(
  { state, packedAt, shippedAt, deliveredAt }: ShopperParcel,
  { deliveryMethod }: ShopperOrder,
): [StateKey, string] {
  const isPickup = deliveryMethod === "pickup";
  switch (state) {
    case "packed":
      return [isPickup ? "order.ready" : "account.packed", packedAt];
    case "shipped":
      return ["order.onTheWay", shippedAt ?? packedAt];
    case "delivered":
      return [isPickup ? "order.pickedUp" : "account.delivered", deliveredAt ?? packedAt];
  }
}
