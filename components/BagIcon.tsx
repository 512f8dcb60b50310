/** Apart from the other icons: it is the one that the islands of every product page draw. */
const bag = "M5 8h14l1 12H4zM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5";

export function BagIcon({ size }: { size?: "s" }) {
  return (
    <svg class={size ? "i s" : "i"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={bag} />
    </svg>
  );
}
