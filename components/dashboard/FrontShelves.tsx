import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Pill } from "@/components/Status.tsx";
import { FRONT_SHELVES, type FrontShelf } from "@/lib/collections/mod.ts";

export interface FrontShelvesProps {
  shelves: FrontShelf[];
  /** "/dashboard/{slug}/collections" */
  base: string;
  csrf: string;
  canManage: boolean;
}

/** What the front page of the shop shows as shelves, in its order. */
export function FrontShelves({ shelves, base, csrf, canManage }: FrontShelvesProps) {
  const canOrder = canManage && shelves.length > 1;
  return (
    <section class="mt-9">
      <h2 class="text-lg">On the front page</h2>
      <p class="mut text-sm mt-1 mb-4">
        The first {FRONT_SHELVES}{" "}
        that have something on sale are shown there, four products of each.
        {canOrder && " Type another place beside one to move it there."}
      </p>
      <Form csrf={csrf} action={`${base}/arrange`}>
        <div class="card p-0 overflow-hidden">
          <ol>
            {shelves.map((shelf, i) => (
              <li key={shelf.id} class="it">
                <div class="flex-1 min-w-0">
                  <a class="font-medium break-words" href={`${base}/${shelf.id}`}>{shelf.title}</a>
                </div>
                <Standing shelf={shelf} />
                {canOrder && (
                  <>
                    <input type="hidden" name={`was.${shelf.id}`} value={i + 1} />
                    <input
                      class="in slim w-16"
                      name={`place.${shelf.id}`}
                      value={i + 1}
                      inputMode="numeric"
                      aria-label={`Place of ${shelf.title}`}
                    />
                  </>
                )}
              </li>
            ))}
          </ol>
        </div>
        {canOrder && <Button kind="line" class="mt-4">Save the order</Button>}
      </Form>
    </section>
  );
}

/** Why one of them does not show. */
function Standing({ shelf: { isPublished, hasGoods } }: { shelf: FrontShelf }) {
  if (!isPublished) return <Pill icon="edit">Hidden</Pill>;
  if (!hasGoods) return <Pill>Nothing on sale</Pill>;
  return null;
}
