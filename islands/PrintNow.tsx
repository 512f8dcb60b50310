import { useEffect, useState } from "preact/hooks";
import type { Picked } from "@/lib/i18n/mod.ts";

/** Opens the print dialog; without scripts, says where it is. */
export function PrintNow({ words }: { words: Picked<"order.print" | "order.printMenu"> }) {
  const [canPrint, setCanPrint] = useState(false);
  useEffect(() => {
    setCanPrint(true);
  }, []);
  return canPrint
    ? <button type="button" class="btn btn-fill" onClick={() => print()}>{words.print}</button>
    : <p class="mut text-sm">{words.printMenu}</p>;
}
