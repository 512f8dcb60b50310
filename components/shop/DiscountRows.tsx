import { Code } from "@/components/Layout.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import type { Currency } from "@/lib/money.ts";
import { Price } from "./Price.tsx";

export interface DiscountRowsProps {
  discounts: { name: string; code: string | null; amountMinor: number }[];
  currency: Currency;
}

/** What was taken off an order, a row of its sum each. */
export function DiscountRows({ discounts, currency }: DiscountRowsProps) {
  return (
    <>
      {discounts.map(({ name, code, amountMinor }) => (
        <SumRow
          key={name}
          label={
            <>
              <span dir="auto">{name}</span>
              {code && (
                <>
                  {" "}
                  <Code>{code}</Code>
                </>
              )}
            </>
          }
        >
          −<Price minor={amountMinor} currency={currency} />
        </SumRow>
      ))}
    </>
  );
}
