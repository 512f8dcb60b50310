import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { chime, isSoundOn, setSound } from "@/components/dashboard/live/chime.ts";
import { refreshPage } from "@/components/dashboard/live/refresh_page.ts";
import { type Heard, watchOrders } from "@/components/dashboard/live/watch_orders.ts";

export interface LiveOrdersProps {
  /** "/dashboard/{slug}/live" */
  url: string;
  /** Of the shop's orders: "KK". */
  prefix: string;
  /** The last event and the newest order that this page knows of. */
  since: string | null;
  newest: number;
}

/** Says what happens to orders while the page is open, and shows it. Without scripts the page waits for a reload. */
export function LiveOrders({ url, prefix, since, newest }: LiveOrdersProps) {
  const said = useSignal("");
  const isLost = useSignal(false);
  const hasSound = useSignal(false);

  useEffect(() => {
    const title = document.title;
    let last = newest;
    let count = 0;

    function show() {
      document.title = count > 0 ? `(${count}) ${title}` : title;
      const badge = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
      badge?.catch(() => {});
    }
    function hear({ id, number, kind }: Heard, isFirst: boolean) {
      const label = `${prefix}-${number}`;
      if (kind === "placed") {
        if (number <= last) return;
        last = number;
        count++;
        said.value = count === 1
          ? `New order ${label}`
          : `${count} new orders, the last is ${label}`;
        show();
        if (isFirst && isSoundOn()) chime();
      } else {
        if (since !== null && id <= since) return;
        said.value = kind === "paid" ? `${label} is paid` : `${label} needs your eyes`;
      }
      refreshPage();
    }
    function read() {
      if (count === 0) return;
      count = 0;
      show();
    }

    hasSound.value = isSoundOn();
    const stop = watchOrders(url, {
      after: since ?? "00000000-0000-0000-0000-000000000000",
      hear,
      tellLost: (lost) => isLost.value = lost,
    });
    for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, read);
    return () => {
      stop();
      for (const sign of ["pointerdown", "keydown"]) removeEventListener(sign, read);
    };
  }, []);

  return (
    <div class="flex flex-wrap items-center gap-x-3">
      <p role="status" class="text-sm font-bold text-ok">{said}</p>
      {isLost.value && (
        <p class="text-sm mut">No line to the shop. New orders show once it is back.</p>
      )}
      <button
        type="button"
        class="btn btn-text min-h-tap text-sm"
        aria-pressed={hasSound.value}
        onClick={() => {
          hasSound.value = !hasSound.value;
          setSound(hasSound.value);
          if (hasSound.value) chime();
        }}
      >
        {hasSound.value ? "Sound is on" : "Sound is off"}
      </button>
    </div>
  );
}
