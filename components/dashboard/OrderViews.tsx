import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Note } from "@/components/Status.tsx";
import type { OrderView } from "@/lib/orders/merchant.ts";

/** Lists that somebody gave a name, and the forms that give and take one. `query` is what is shown now. */
export function OrderViews(
  { views, query, base, csrf, said, canManage }: {
    views: OrderView[];
    query: string;
    /** "/dashboard/{slug}/orders" */
    base: string;
    csrf: string;
    /** What just became of a name. */
    said: string | null;
    canManage: boolean;
  },
) {
  const here = views.find((view) => view.query === query);
  return (
    <>
      <Said said={said} />
      {views.length > 0 && (
        <nav class="flex flex-wrap gap-x-4 text-sm" aria-label="Your lists">
          {views.map((view) => (
            <a
              key={view.id}
              class="inline-flex items-center min-h-tap"
              href={`${base}?${view.query}`}
              aria-current={view === here ? "page" : undefined}
            >
              {view.name}
              {view.isShared && <span class="mut">&nbsp;(shared)</span>}
            </a>
          ))}
        </nav>
      )}
      {here && (here.isMine || canManage) && (
        <Form csrf={csrf} action={`${base}/views/${here.id}/delete`}>
          <Button kind="text" small>{`Forget "${here.name}"`}</Button>
        </Form>
      )}
      {!here && query && <SaveView query={query} action={`${base}/views`} csrf={csrf} />}
    </>
  );
}

function SaveView({ query, action, csrf }: { query: string; action: string; csrf: string }) {
  return (
    <details>
      <summary class="btn btn-text ms-[-8px]">Keep this list</summary>
      <Form csrf={csrf} action={action} class="card max-w-md mt-1 mb-4">
        <input type="hidden" name="query" value={query} />
        <Field name="name" id="view-name" label="Name" maxlength={40} required />
        <Checkbox name="shared" value="yes">Everyone in the shop has it</Checkbox>
        <Button kind="line" class="mt-3">Keep</Button>
      </Form>
    </details>
  );
}

const SAID: Record<string, string> = {
  saved: "Kept. You find it above the orders.",
  deleted: "Forgotten. The orders are as they were.",
  full: "You have 20 lists, which is the most. Forget one first.",
  unnamed: "Give the list a name of up to 40 letters.",
};

function Said({ said }: { said: string | null }) {
  if (said === null || !Object.hasOwn(SAID, said)) return null;
  const isFine = said === "saved" || said === "deleted";
  return <Note tone={isFine ? "ok" : "danger"} role="status" class="mb-4">{SAID[said]}</Note>;
}
