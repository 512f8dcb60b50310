import type { Signal } from "@preact/signals";

/** The counter of a fresh project: two buttons around a shared number. */
export default function Counter({ count }: { count: Signal<number> }) {
  return (
    <div class="flex gap-8 py-6">
      <button type="button" class="px-2 border rounded" onClick={() => count.value -= 1}>-1</button>
      <p class="text-3xl tabular-nums">{count}</p>
      <button type="button" class="px-2 border rounded" onClick={() => count.value += 1}>+1</button>
    </div>
  );
}
