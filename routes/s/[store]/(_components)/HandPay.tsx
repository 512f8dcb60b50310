import { Field } from "@/components/Field.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { Code } from "@/components/Layout.tsx";
import { Say, useWords } from "@/components/words.tsx";
import type { PaymentScene, ShopperOrder } from "@/lib/orders/shopper.ts";

export interface HandPayProps {
  order: ShopperOrder;
  scene: PaymentScene;
  storeName: string;
}

/** What to do where no gateway asks for the money: have cash ready, or send it to an account. */
export function HandPay({ order, scene, storeName }: HandPayProps) {
  const { say } = useWords();
  return (
    <div>
      <section class="ask">
        <h1>{scene.title}</h1>
        <p class="text-lg">{scene.sentence}</p>
        <p class="text-[1.625rem]">
          <Price minor={order.leftMinor} currency={order.currency} />
        </p>
        <p class="mut text-md">
          <Say text="payment.toStore" store={storeName} order={<Code>{order.label}</Code>} />
        </p>
      </section>
      {order.transferDetails && (
        <section class="card mt-4">
          <p class="whitespace-pre-line break-words text-lg mb-4">{order.transferDetails}</p>
          <Field
            name="reference"
            label={say("payment.reference")}
            hint={say("payment.referenceHint")}
            value={order.label}
            class="ltr"
            readonly
            autocomplete="off"
          />
        </section>
      )}
    </div>
  );
}
