import { Button, ButtonLink } from "@/components/Button.tsx";
import { describe, FieldFrame } from "@/components/Field.tsx";
import { useWords } from "@/components/words.tsx";

export interface SharePaymentProps {
  /** The link by which somebody else pays, in full; null before there is one. */
  link: string | null;
  storeName: string;
  /** Where the form goes. */
  action: string;
}

/** Lets somebody else pay an order: makes the link, shows it to be sent, and ends it. */
export function SharePayment({ link, storeName, action }: SharePaymentProps) {
  const { say } = useWords();
  return (
    <section class="card" id="share">
      <h2 class="text-lg">{say("payment.askOther")}</h2>
      {link
        ? <Shared link={link} storeName={storeName} />
        : <p class="mut text-md mt-1">{say("payment.askOtherMore")}</p>}
      <form method="post" action={action} class="mt-3">
        {link
          ? (
            <Button kind="text" icon="close" name="how" value="end">
              {say("payment.endLink")}
            </Button>
          )
          : <Button kind="line" icon="link" full>{say("payment.makeLink")}</Button>}
      </form>
    </section>
  );
}

function Shared({ link, storeName }: { link: string; storeName: string }) {
  const { say, plain } = useWords();
  const hint = say("payment.linkReady");
  const text = encodeURIComponent(plain("payment.shareText", { store: storeName, link }));
  return (
    <>
      <FieldFrame id="pay-link" label={say("payment.linkLabel")} hint={hint} class="mt-3">
        <input
          class="in ltr"
          type="text"
          readOnly
          value={link}
          {...describe("pay-link", { hint })}
        />
      </FieldFrame>
      <ButtonLink kind="line" icon="chat" full class="mt-3" href={`https://wa.me/?text=${text}`}>
        WhatsApp
      </ButtonLink>
    </>
  );
}
