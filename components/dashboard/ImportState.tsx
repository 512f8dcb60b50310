import { Button, ButtonLink } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Pill } from "@/components/Status.tsx";
import { Weave } from "@/components/Weave.tsx";
import type { Import, ImportKind } from "@/lib/imports/mod.ts";

/** "1 product", "20 products". */
export function countWords(count: number, kind: ImportKind): string {
  const one = kind === "products" ? "product" : "customer";
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}

/** While a job is at it: how far it is. The page looks again by itself. */
export function ImportProgress({ file, path }: { file: Import; path: string }) {
  const { status, rows, looked, applied, kind, counts } = file;
  const isChecking = status === "checking";
  const of = isChecking ? rows : counts.new + counts.changed;
  const done = isChecking ? looked : applied;
  const words = isChecking
    ? `${done.toLocaleString("en")} of ${of.toLocaleString("en")} rows looked at`
    : `${done.toLocaleString("en")} of ${countWords(of, kind)} written`;
  return (
    <Card>
      <p class="mb-3" role="status">{words}</p>
      <div
        class="threads"
        role="progressbar"
        aria-label={isChecking ? "Looking at the rows" : "Applying the file"}
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={of}
      >
        <div class={`w-${of === 0 ? 0 : Math.floor(12 * done / of)}/12`}>
          <Weave height={16} />
        </div>
      </div>
      <p class="mut text-sm my-3">
        You can leave this page: it goes on without you. It looks again every few seconds.
      </p>
      <ButtonLink kind="line" icon="refresh" href={path}>Look again</ButtonLink>
    </Card>
  );
}

/** What was found, in numbers. */
export function ImportCounts({ file: { counts, kind } }: { file: Import }) {
  return (
    <p class="flex flex-wrap gap-2 my-4">
      <Pill tone="ok">{countWords(counts.new, kind)} new</Pill>
      <Pill tone="info">{countWords(counts.changed, kind)} changed</Pill>
      <Pill>{countWords(counts.unchanged, kind)} unchanged</Pill>
      <Pill tone={counts.refused > 0 ? "danger" : "plain"}>
        {countWords(counts.refused, kind)} refused
      </Pill>
    </p>
  );
}

const STOPPED = {
  not_allowed: "Whoever applied this may not change it any more. Ask the owner.",
  fault: "That did not work and it is our fault. What was written stays. Try again.",
};

/** What to do next: apply, look again, or nothing more. */
export function ImportNext({ file, path, csrf }: { file: Import; path: string; csrf: string }) {
  const { status, counts, kind, stopCode } = file;
  const toWrite = counts.new + counts.changed;
  if (stopCode) {
    return (
      <Note tone="danger" role="alert">
        <p>{STOPPED[stopCode]}</p>
        <ButtonLink kind="line" href={`${path}/columns`}>Look at the file again</ButtonLink>
      </Note>
    );
  }
  if (status === "applied") {
    return (
      <Note tone="ok" role="status">
        <b>Done.</b> {countWords(toWrite, kind)} written.
      </Note>
    );
  }
  if (toWrite === 0) return <Note>There is nothing to apply: nothing would change.</Note>;
  return (
    <Form csrf={csrf} action={`${path}/apply`} class="flex flex-wrap gap-3">
      <Button>Apply {countWords(toWrite, kind)}</Button>
      <ButtonLink kind="line" href={`${path}/columns`}>Change the columns</ButtonLink>
    </Form>
  );
}
