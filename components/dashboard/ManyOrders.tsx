import { Button } from "@/components/Button.tsx";
import { Note } from "@/components/Status.tsx";

/** What can be done with the orders that are chosen in the form around. */
export function ManyBar({ canManage }: { canManage: boolean }) {
  return (
    <div class="manybar" role="group" aria-label="With the chosen orders">
      <b class="text-sm me-1">
        <span data-chosen>Chosen:</span>
      </b>
      {canManage && (
        <>
          <Button kind="line" small name="act" value="packed">Packed</Button>
          <Button kind="line" small name="act" value="shipped">With rider</Button>
          <Button kind="line" small name="act" value="delivered">Delivered</Button>
        </>
      )}
      <Button kind="line" small icon="print" name="act" value="print">Slips</Button>
      <Button kind="line" small icon="download" name="act" value="csv">CSV</Button>
    </div>
  );
}

/** What became of them. */
export function ManyResult({ outcome }: { outcome: { done: string; refused: string[] } | null }) {
  if (!outcome) return null;
  return (
    <Note tone={outcome.refused.length > 0 ? "warn" : "ok"} role="status" class="mb-4">
      <b>{outcome.done}</b>
      {outcome.refused.length > 0 && (
        <ul>{outcome.refused.map((one) => <li key={one}>{one}</li>)}</ul>
      )}
    </Note>
  );
}
