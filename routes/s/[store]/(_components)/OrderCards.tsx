import { Button } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { Pill } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import type { Words } from "@/lib/i18n/mod.ts";
import { type OrderCard, sayOrderState } from "@/lib/shoppers/mod.ts";

export interface OrderCardsProps {
  orders: OrderCard[];
  base: string;
  timeZone: string;
}

/** Orders, each leading to its page and back into the cart. */
export function OrderCards({ orders, base, timeZone }: OrderCardsProps) {
  const words = useWords();
  return (
    <ul class="grid gap-3">
      {orders.map((order) => {
        const { tone, icon, text } = sayOrderState(order, words);
        const address = `${base}/orders/${order.token}`;
        return (
          <li key={order.id} class="card">
            <div class="flex justify-between gap-3">
              <a class="font-bold inline-flex items-center min-h-tap" href={address}>
                <Code>{order.label}</Code>
              </a>
              <span class="inline-flex items-center">
                <Price minor={order.totalMinor} currency={order.currency} />
              </span>
            </div>
            <p class="flex flex-wrap items-center gap-2">
              <Pill tone={tone} icon={icon}>{text}</Pill>
              <span class="mut text-sm">{words.moment(order.placedAt, timeZone)}</span>
            </p>
            <p class="mut text-md mt-2">{summary(order, words)}</p>
            <form method="post" action={`${address}/again`} class="mt-1">
              <Button kind="text" icon="refresh" class="ms-[-8px]">
                {words.say("account.buyAgain")}
                <span class="vh">{` ${order.label}`}</span>
              </Button>
            </form>
          </li>
        );
      })}
    </ul>
  );
}

/** "Kitui sisal basket, Enamel mug and 2 more". */
function summary({ goods: { titles } }: OrderCard, { say }: Words): string {
  const [first, second, ...rest] = [...new Set(titles)];
  const named = [first, second].filter(Boolean).join(", ");
  return rest.length > 0 ? say("account.andMore", { named, more: rest.length }) : named;
}
