import { Button, ButtonLink } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import type { IconName } from "@/components/Icon.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  goodsToPack,
  isCancellable,
  isEditable,
  isPayableByHand,
  isRefundable,
  type MerchantOrder,
  nextStep,
  returnableGoods,
} from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

export interface OrderActionsProps {
  order: MerchantOrder;
  store: MyStore;
  csrf: string;
  /** Of the order's page. */
  path: string;
}

/** What one may do to an order now: the next step as the one filled button, the rest beside it. */
export function OrderActions({ order, store, csrf, path }: OrderActionsProps) {
  const next = can(store, "orders.manage") ? nextStep(order) : null;
  return (
    <>
      {next && (
        <Form csrf={csrf} action={`${path}/goods`}>
          <Button
            icon={next.status === "shipped" ? "truck" : "box"}
            name="status"
            value={next.status}
          >
            {next.text}
          </Button>
        </Form>
      )}
      {order.status !== "cancelled" && (
        <ButtonLink kind="line" icon="print" href={printPath(order, store)}>Print</ButtonLink>
      )}
      {actionsFor(order, store).map(({ to, icon, text }) => (
        <ButtonLink key={to} kind="line" icon={icon} href={`${path}/${to}`}>{text}</ButtonLink>
      ))}
    </>
  );
}

/** Slips of parcels; invoices where there are none to pack. */
function printPath({ number, deliveryMethod }: MerchantOrder, { slug }: MyStore): string {
  const paper = deliveryMethod === "download" ? "&paper=invoice" : "";
  return `/dashboard/${slug}/orders/print?numbers=${number}${paper}`;
}

interface Action {
  to: string;
  icon: IconName;
  text: string;
}

function actionsFor(order: MerchantOrder, store: MyStore): Action[] {
  const actions: (Action | false)[] = can(store, "orders.manage")
    ? [
      ...packing(order),
      isPayableByHand(order) && { to: "received", icon: "check", text: "Money received" },
      isEditable(order) && { to: "edit", icon: "edit", text: "Change" },
      canComeBack(order) && { to: "returns", icon: "undo", text: "Return" },
    ]
    : [];
  actions.push(
    isRefundable(order) && can(store, "payments.refund") &&
      { to: "refund", icon: "undo", text: "Refund" },
    isCancellable(order) && can(store, "orders.manage") && {
      to: "cancel",
      icon: "close",
      text: order.fulfilmentStatus === "shipped" ? "Did not arrive" : "Cancel",
    },
  );
  return actions.filter((action) => action !== false);
}

/** More than one piece may go in parts; one alone goes with a word of who brings it. */
function packing(order: MerchantOrder): Action[] {
  const left = goodsToPack(order).reduce((sum, { quantity }) => sum + quantity, 0);
  if (nextStep(order) === null || left === 0) return [];
  return [{ to: "fulfil", icon: "truck", text: left > 1 ? "Pack a part" : "Add tracking" }];
}

function canComeBack(order: MerchantOrder): boolean {
  const isOver = order.status === "cancelled" || order.status === "expired";
  return !isOver && order.paidMinor > 0 && returnableGoods(order).length > 0;
}
