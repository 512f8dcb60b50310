import { Button, ButtonLink } from "@/components/Button.tsx";
import { itemName } from "@/components/dashboard/QuantityFields.tsx";
import { Form } from "@/components/Form.tsx";
import { Code } from "@/components/Layout.tsx";
import {
  type GoodsLine,
  isTrackingLink,
  type MerchantOrder,
  nextState,
  type OrderFulfilment,
  type OrderReturn,
  partTruth,
  returnTruth,
} from "@/lib/orders/merchant.ts";
import { formatPhone } from "@/lib/phone.ts";

export interface PartsCardProps {
  order: MerchantOrder;
  at: (iso: string) => string;
  csrf: string;
  /** Of the order's page. */
  path: string;
  canManage: boolean;
}

/** The parts in which an order goes out, and what came back of it. Nothing while there are none. */
export function PartsCard(props: PartsCardProps) {
  const { order } = props;
  const parts = order.fulfilments.filter(({ state }) => state !== "cancelled");
  if (parts.length + order.returns.length === 0) return null;
  return (
    <section class="card" aria-labelledby="parts">
      <h2 id="parts" class="text-base">Parcels</h2>
      <ul class="files">
        {parts.map((part) => <Part key={part.number} part={part} {...props} />)}
        {order.returns.map((back) => <Return key={back.number} back={back} {...props} />)}
      </ul>
    </section>
  );
}

function Goods({ order, lines }: { order: MerchantOrder; lines: GoodsLine[] }) {
  return (
    <span class="block text-sm">
      {lines.map(({ itemId, quantity }) => `${quantity} × ${itemName(order, itemId)}`).join("; ")}
    </span>
  );
}

function Part(
  { part, order, at, csrf, path, canManage }: PartsCardProps & { part: OrderFulfilment },
) {
  const next = order.status === "cancelled" ? null : nextState(part, order);
  const href = `${path}/fulfilments/${part.number}`;
  return (
    <li class="break-words">
      <b class="font-medium">Parcel {part.number}</b>
      <Goods order={order} lines={part.lines} />
      <span class="mut text-sm block">{partTruth(part, order, at)}</span>
      <Way part={part} />
      {canManage && part.state !== "delivered" && (
        <span class="flex flex-wrap gap-2 mt-2">
          {next && (
            <Form csrf={csrf} action={href}>
              <input type="hidden" name="step" value="next" />
              <Button kind="line" small name="state" value={next.state}>
                {next.text}
                <span class="vh">, parcel {part.number}</span>
              </Button>
            </Form>
          )}
          <ButtonLink kind="text" small href={href}>
            Change<span class="vh">parcel {part.number}</span>
          </ButtonLink>
          <ButtonLink
            kind="text"
            small
            href={`${
              path.replace(/\/\d+$/, "")
            }/print?numbers=${order.number}&parcel=${part.number}`}
          >
            Slip<span class="vh">of parcel {part.number}</span>
          </ButtonLink>
        </span>
      )}
    </li>
  );
}

function Way({ part: { carrier, tracking, riderPhone } }: { part: OrderFulfilment }) {
  if (!carrier && !tracking && !riderPhone) return null;
  return (
    <span class="text-sm block">
      {carrier}
      {carrier && (tracking || riderPhone) && " · "}
      {isTrackingLink(tracking)
        ? (
          <a class="inline-flex items-center min-h-tap" href={tracking} rel="noreferrer">
            Track it
          </a>
        )
        : <Code>{tracking}</Code>}
      {riderPhone && (
        <>
          {tracking && " · "}
          <a class="inline-flex items-center min-h-tap" href={`tel:${riderPhone}`}>
            <Code>{formatPhone(riderPhone)}</Code>
          </a>
        </>
      )}
    </span>
  );
}

function Return({ back, order, at, path, canManage }: PartsCardProps & { back: OrderReturn }) {
  return (
    <li class="break-words">
      <b class="font-medium">Return {back.number}</b>
      <Goods order={order} lines={back.lines} />
      <span class="mut text-sm block">{returnTruth(back, at)} Why: {back.reason}</span>
      {canManage && back.state !== "closed" && (
        <span class="block mt-2">
          <ButtonLink kind="line" small href={`${path}/returns/${back.number}`}>
            {back.state === "requested" ? "It came back" : "Settle it"}
            <span class="vh">, return {back.number}</span>
          </ButtonLink>
        </span>
      )}
    </li>
  );
}
