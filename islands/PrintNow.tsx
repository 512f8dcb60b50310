import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Opens the print dialog; without scripts, says where it is. */
export function PrintNow() {
  const canPrint = useSignal(false);
  useEffect(() => {
    canPrint.value = true;
  }, []);
  return canPrint.value
    ? <button type="button" class="btn btn-fill" onClick={() => print()}>Print</button>
    : <p class="mut text-sm">Print it from the menu of your browser.</p>;
}
