import { Button, ButtonLink } from "@/components/Button.tsx";
import { describe, FieldFrame } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Code } from "@/components/Layout.tsx";
import { wordsIn } from "@/lib/i18n/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import { leftMinor, type MerchantOrder, type OrderPayLink } from "@/lib/orders/merchant.ts";
import { formatPhone } from "@/lib/phone.ts";

export interface PayLinksCardProps {
  order: MerchantOrder;
  at: (iso: string) => string;
  csrf: string;
  canManage: boolean;
  storeName: string;
  /** Where the shop's pages are in the order's language, without a trailing slash. */
  shopAddress: string;
  /** Where the forms go. */
  action: string;
}

/** Links by which others pay an order: who paid by which, and the one that is open, to be sent or ended. */
export function PayLinksCard(props: PayLinksCardProps) {
  const { order, at, csrf, canManage, action } = props;
  const open = order.payLinks.find(({ token }) => token !== null);
  const isPayable = order.status === "pending" && leftMinor(order) > 0;
  if (order.payLinks.length === 0 && !(isPayable && canManage)) return null;
  return (
    <section class="card" aria-labelledby="pay-links">
      <h2 id="pay-links" class="text-base">Paid by somebody else</h2>
      {order.payLinks.length === 0 && (
        <p class="mut text-sm mt-1">
          Make a link and send it to whoever pays. They see the buyer's first name, the goods and
          what is left to pay, nothing else.
        </p>
      )}
      <ul>
        {order.payLinks.map((link) => (
          <li key={link.id} class="mt-3">
            <p class="text-sm">{stateOf(link, { isPayable, at })}</p>
            <PaidBy link={link} order={order} at={at} />
          </li>
        ))}
      </ul>
      {open && isPayable && <Send {...props} token={open.token!} />}
      {canManage && isPayable && (
        <Form csrf={csrf} action={action} class="mt-3">
          {open
            ? <Button kind="text" icon="close" name="how" value="end">End this link</Button>
            : <Button kind="line" icon="link" name="how" value="make">Make a link</Button>}
        </Form>
      )}
    </section>
  );
}

function stateOf(
  { createdAt, withdrawnAt, isByShop }: OrderPayLink,
  { isPayable, at }: Pick<PayLinksCardProps, "at"> & { isPayable: boolean },
): string {
  const made = `Made ${at(createdAt)}`;
  if (withdrawnAt) {
    return `${made}, ended ${at(withdrawnAt)} by ${isByShop ? "the shop" : "the buyer"}`;
  }
  return isPayable ? `${made}, open` : `${made}, over with the order`;
}

function PaidBy(
  { link, order, at }: { link: OrderPayLink } & Pick<PayLinksCardProps, "order" | "at">,
) {
  if (link.payments.length === 0) return <p class="mut text-sm">Nobody has paid by it yet.</p>;
  return (
    <ul>
      {link.payments.map(({ amountMinor, phone, receivedAt }) => (
        <li key={receivedAt} class="text-sm tabular-nums">
          {formatMoney(amountMinor, order.currency)} from <Code>{formatPhone(phone)}</Code>,{" "}
          {at(receivedAt)}
        </li>
      ))}
    </ul>
  );
}

/** What is sent speaks the order's language, as its messages do. */
function Send({ order, token, storeName, shopAddress }: PayLinksCardProps & { token: string }) {
  const link = `${shopAddress}/pay/${token}`;
  const { plain, money } = wordsIn(order.language);
  const text = plain("message.askToPay", {
    left: money(leftMinor(order), order.currency),
    name: order.contactName.split(" ")[0]!,
    store: storeName,
    link,
  });
  return (
    <>
      <FieldFrame id="pay-link" label="Link to pay" class="mt-3">
        <input class="in" type="text" readOnly value={link} {...describe("pay-link", {})} />
      </FieldFrame>
      <ButtonLink
        kind="line"
        icon="chat"
        full
        class="mt-3"
        href={`https://wa.me/?text=${encodeURIComponent(text)}`}
      >
        Send by WhatsApp
      </ButtonLink>
    </>
  );
}
