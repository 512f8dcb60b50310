import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

const KEYS = [
  ["j, k", "Next order, and the one before"],
  ["Enter", "Open it"],
  ["x", "Choose it, or leave it out"],
  ["a", "Choose all on this page, or none"],
  ["/", "Search"],
  ["?", "Show these keys"],
] as const;

/** Moves through the rows of the list that carry `data-order`, and counts what is chosen. */
export function OrderKeys() {
  const dialog = useRef<HTMLDialogElement>(null);
  const chosen = useSignal(0);

  useEffect(() => {
    const rows = () => [...document.querySelectorAll<HTMLElement>("tr[data-order]")];
    const linkOf = (row?: Element) => row?.querySelector<HTMLAnchorElement>("a.rl");
    const boxOf = (row?: Element | null) =>
      row?.querySelector<HTMLInputElement>("input[name=number]");
    const here = () => document.activeElement?.closest("tr[data-order]");

    function count() {
      chosen.value = rows().filter((row) => boxOf(row)?.checked).length;
      const text = document.querySelector("[data-chosen]");
      if (text) text.textContent = `${chosen.value} chosen:`;
    }
    function move(step: number) {
      const all = rows();
      const at = all.indexOf(here() as HTMLElement);
      const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
      linkOf(all[Math.min(Math.max(next, 0), all.length - 1)])?.focus();
    }
    function toggle(boxes: HTMLInputElement[]) {
      const isOn = !boxes.every(({ checked }) => checked);
      for (const box of boxes) box.checked = isOn;
      count();
    }
    function press(event: KeyboardEvent) {
      const target = event.target as HTMLElement;
      const isTyping = target.matches("textarea,select,[contenteditable]") ||
        target.matches("input:not([type=checkbox])");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const box = boxOf(here());
      const acts: Record<string, () => void> = {
        j: () => move(1),
        k: () => move(-1),
        x: () => box && toggle([box]),
        a: () => toggle(rows().map(boxOf).filter((one) => !!one)),
        "/": () => document.getElementById("search")?.focus(),
        "?": () => dialog.current?.showModal(),
      };
      const act = acts[event.key];
      if (!act || dialog.current?.open) return;
      event.preventDefault();
      act();
    }

    count();
    document.addEventListener("keydown", press);
    document.addEventListener("change", count);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("change", count);
    };
  }, []);

  return (
    <>
      <button
        type="button"
        class="btn btn-text hidden lg:inline-flex"
        onClick={() => dialog.current?.showModal()}
      >
        Keys
      </button>
      <dialog ref={dialog} aria-labelledby="keys" class="card">
        <h2 id="keys" class="mb-3">Keys</h2>
        <dl class="sum">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>{what}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <form method="dialog" class="mt-4">
          <button type="submit" class="btn btn-line">Close</button>
        </form>
      </dialog>
    </>
  );
}
