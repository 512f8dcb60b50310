import { Picture, type PictureProps } from "./Picture.tsx";
import { Price, PriceBefore } from "./Price.tsx";
import type { Currency } from "@/lib/money.ts";
import type { Media } from "@/lib/stores/mod.ts";

export interface OrderLine {
  key: string;
  title: string;
  variantTitle: string;
  quantity: number;
  /** At the full price. */
  totalMinor: number;
  /** What discounts took off it. */
  offMinor?: number;
  picture: PictureProps["picture"];
}

export interface OrderLinesProps {
  lines: OrderLine[];
  currency: Currency;
  media: Media;
}

/** What is bought, one row each. */
export function OrderLines({ lines, currency, media }: OrderLinesProps) {
  // As small as a thumb, beside its name: not worth a tap.
  const pictureOf = ({ picture }: OrderLine) => media.isLite ? null : picture;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.key} class="ln">
          <Picture picture={pictureOf(line)} media={media} sizes="56px" decorative />
          <div>
            <b dir="auto">{line.title}</b>
            <span class="mut text-sm" dir="auto">{line.variantTitle}</span>
          </div>
          <div>
            <Price minor={line.totalMinor - (line.offMinor ?? 0)} currency={currency} />
            {line.offMinor
              ? (
                <>
                  <br />
                  <PriceBefore minor={line.totalMinor} currency={currency} />
                </>
              )
              : null}
            <br />
            <span class="mut text-sm">{`× ${line.quantity}`}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
