import { useEffect } from "preact/hooks";

/**
 * Moves through the cells of a grid as a spreadsheet does: arrows up and down, Enter down, and what is
 * pasted from a spreadsheet fills the cells below and to the right. Draws nothing.
 */
export default function GridKeys({ form: id }: { form: string }) {
  useEffect(() => {
    const form = document.getElementById(id) as HTMLFormElement;
    const cellAt = (row: number, column: number) =>
      form.querySelector<HTMLInputElement>(`[data-cell="${row} ${column}"]`);

    function placeOf(target: EventTarget | null): [number, number] | null {
      const place = (target as HTMLElement | null)?.dataset?.cell;
      return place ? place.split(" ").map(Number) as [number, number] : null;
    }

    function press(event: KeyboardEvent) {
      const place = placeOf(event.target);
      const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
      if (!place || !step || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = cellAt(
        place[0] + (event.shiftKey && event.key === "Enter" ? -1 : step),
        place[1],
      );
      event.preventDefault();
      next?.focus();
      next?.select();
    }

    function paste(event: ClipboardEvent) {
      const place = placeOf(event.target);
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!place || !/[\t\n]/.test(text.trimEnd())) return;
      event.preventDefault();
      text.trimEnd().split(/\r?\n/).forEach((line, down) =>
        line.split("\t").forEach((value, across) => {
          const cell = cellAt(place[0] + down, place[1] + across);
          if (!cell) return;
          cell.value = value.trim();
          cell.dispatchEvent(new Event("input", { bubbles: true }));
        })
      );
    }

    form.addEventListener("keydown", press);
    form.addEventListener("paste", paste);
    return () => {
      form.removeEventListener("keydown", press);
      form.removeEventListener("paste", paste);
    };
  }, []);
  return null;
}
