import { Button, ButtonLink } from "@/components/Button.tsx";
import { describe, FieldFrame, TextArea } from "@/components/Field.tsx";
import { CodeField } from "@/components/shop/CodeField.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { useWords } from "@/components/words.tsx";

export interface CartExtrasProps {
  note: string;
  error?: string;
  discount: { code: string; error?: string; told: string[] };
  /** The link that was just made. */
  shared?: string;
  storeName: string;
}

/** What goes with a cart: a note for the shop, and a link that carries it elsewhere. */
export function CartExtras({ note, error, discount, shared, storeName }: CartExtrasProps) {
  const { say } = useWords();
  return (
    <div>
      <Disclosure
        summary={say("discount.add")}
        open={Boolean(discount.code || discount.error || discount.told.length > 0)}
      >
        <CodeField
          value={discount.code}
          error={discount.error}
          told={discount.told}
          intent="update"
        />
      </Disclosure>
      <Disclosure summary={say("checkout.addNote")} open={Boolean(note || error)}>
        <TextArea label={say("checkout.note")} name="note" value={note} error={error} />
      </Disclosure>
      {shared
        ? <SharedLink shared={shared} storeName={storeName} />
        : (
          <Button kind="text" icon="link" name="intent" value="share" class="ms-[-8px]">
            {say("cart.share")}
          </Button>
        )}
    </div>
  );
}

function SharedLink({ shared, storeName }: { shared: string; storeName: string }) {
  const { say, plain } = useWords();
  const hint = say("cart.sharedHint");
  const text = encodeURIComponent(plain("cart.sharedText", { store: storeName, link: shared }));
  return (
    <div class="card mt-3">
      <FieldFrame id="shared" label={say("cart.sharedLink")} hint={hint}>
        <input class="in" type="text" readOnly value={shared} {...describe("shared", { hint })} />
      </FieldFrame>
      <ButtonLink kind="line" icon="chat" class="mt-3" href={`https://wa.me/?text=${text}`}>
        {say("cart.sendIt")}
      </ButtonLink>
    </div>
  );
}
