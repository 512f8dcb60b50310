import { useContext } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { SharedTexts } from "./shared_texts.ts";

/** Stars of a review, or of many on average; read out as a number. */
export function Stars({ value, class: extra }: { value: number; class?: string }) {
  const texts = useContext(SharedTexts);
  const rounded = Math.round(value);
  return (
    <span
      class={`stars ${extra ?? ""}`.trim()}
      role="img"
      aria-label={texts.stars(Number(value.toFixed(1)))}
    >
      {[1, 2, 3, 4, 5].map((one) => (
        <span key={one} class={one <= rounded ? "on" : undefined}>
          <Icon name="star" size="xs" />
        </span>
      ))}
    </span>
  );
}
