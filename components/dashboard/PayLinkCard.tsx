import { ButtonLink } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { whatsApp } from "@/components/whats_app.ts";
import { leftMinor, type MerchantOrder } from "@/lib/orders/merchant.ts";

/** The link by which the buyer pays an order that waits for money. Nothing where none is left to pay. */
export function PayLinkCard(
  { order, link, chat }: {
    order: MerchantOrder;
    link: string;
    /** What a chat with the buyer starts with. */
    chat: string;
  },
) {
  if (order.status !== "pending" || order.handWay === "cash" || leftMinor(order) === 0) return null;
  const text = chat.includes(link) ? chat : `${chat.trim()} ${link}`.trim();
  return (
    <section class="card" aria-labelledby="pay-link">
      <h2 id="pay-link" class="text-base">Link to pay</h2>
      <Field
        name="pay-link-address"
        label="Whoever has it sees the order and can pay it"
        value={link}
        class="ltr"
        readonly
        autocomplete="off"
        spellcheck={false}
      />
      <ButtonLink
        kind="line"
        small
        icon="chat"
        class="mt-3"
        href={whatsApp(order.contactPhone, text)}
        rel="noreferrer noopener"
        target="_blank"
      >
        Send it on WhatsApp
      </ButtonLink>
    </section>
  );
}
