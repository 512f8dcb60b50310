import { Button, ButtonLink } from "@/components/Button.tsx";
import { describe, FieldFrame, TextArea } from "@/components/Field.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";

export interface CartExtrasProps {
  note: string;
  error?: string;
  /** The link that was just made. */
  shared?: string;
  storeName: string;
}

/** What goes with a cart: a note for the shop, and a link that carries it elsewhere. */
export function CartExtras({ note, error, shared, storeName }: CartExtrasProps) {
  return (
    <div>
      <Disclosure summary="Add a note for the shop" open={Boolean(note || error)}>
        <TextArea label="Note" name="note" value={note} error={error} />
      </Disclosure>
      {shared
        ? <SharedLink shared={shared} storeName={storeName} />
        : (
          <Button kind="text" icon="link" name="intent" value="share" class="ms-[-8px]">
            Send this cart to another phone
          </Button>
        )}
    </div>
  );
}

function SharedLink({ shared, storeName }: { shared: string; storeName: string }) {
  const hint = "Whoever has it sees what is in the cart, not who you are. It works for 30 days.";
  const text = encodeURIComponent(`My cart at ${storeName}: ${shared}`);
  return (
    <div class="card mt-3">
      <FieldFrame id="shared" label="Link to this cart" hint={hint}>
        <input class="in" type="text" readOnly value={shared} {...describe("shared", { hint })} />
      </FieldFrame>
      <ButtonLink kind="line" icon="chat" class="mt-3" href={`https://wa.me/?text=${text}`}>
        Send it on WhatsApp
      </ButtonLink>
    </div>
  );
}
