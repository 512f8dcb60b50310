import { Button, ButtonLink } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import type { ShopperAttempt, ShopperOrder } from "@/lib/orders/shopper.ts";
import { gatewayName, type Method, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";

export interface PayActionsProps {
  order: ShopperOrder;
  /** The ways to pay that the shop offers in its currency. */
  methods: Method[];
  base: string;
  isWaiting: boolean;
  /** Another number or another way to pay is asked for. */
  isOther?: boolean;
  /** What was typed as a number, and what is wrong with it. */
  typed?: string;
  error?: string;
}

/** While waiting the first thing to do is to ask; afterwards it is to try again. */
export function PayActions(props: PayActionsProps) {
  const { order, methods, base, isWaiting, isOther } = props;
  const { attempt } = order;
  const address = `${base}/orders/${order.token}`;
  const isPage = attempt !== null && methodOf(attempt.gateway).kind === "page";
  const isOpening = isPage && (attempt.state === "created" || attempt.state === "submitted");
  const title = isPage ? "Paid, or not there yet?" : "Paid, or nothing on your phone?";
  const other = methods.length > 1 ? "Pay another way" : isPage ? null : "Use another number";
  return (
    <section class="card grid gap-3">
      <h2 class="text-lg">{isWaiting ? title : "Pay for it now"}</h2>
      {isWaiting && isPage && attempt.state === "pending" && (
        <ButtonLink icon="right" full href={`${address}/continue`}>
          {`Go to ${gatewayName(attempt.gateway)}`}
        </ButtonLink>
      )}
      {isWaiting && !isOpening && <CheckNow address={address} isPage={isPage} />}
      {attempt && !(isPage && isWaiting) && (
        <SameAgain address={address} attempt={attempt} isWaiting={isWaiting} />
      )}
      {isOther && (
        <div id="other" class="grid gap-4">
          {methods.map((method) => (
            <Another key={method.gateway} {...props} address={address} method={method} />
          ))}
        </div>
      )}
      {!isOther && other && (
        <ButtonLink kind="text" full href={`${address}/pay?other=1#other`}>{other}</ButtonLink>
      )}
    </section>
  );
}

function CheckNow({ address, isPage }: { address: string; isPage: boolean }) {
  return (
    <form action={`${address}/check`} method="post">
      <Button icon="refresh" kind={isPage ? "line" : "fill"} full class="px-2">
        {isPage ? "I have paid, check now" : "I entered my PIN, check now"}
      </Button>
    </form>
  );
}

/** The same try once more: another prompt, or the page. */
function SameAgain(
  { address, attempt, isWaiting }: {
    address: string;
    attempt: ShopperAttempt;
    isWaiting: boolean;
  },
) {
  const { gateway, phone } = attempt;
  const isPage = methodOf(gateway).kind === "page";
  return (
    <form action={`${address}/pay`} method="post">
      <input type="hidden" name="gateway" value={gateway} />
      <input type="hidden" name="phone" value={phone} />
      <Button kind={isWaiting ? "line" : "fill"} full>
        {isPage ? `Pay on ${gatewayName(gateway)}'s page` : "Send the prompt again"}
      </Button>
    </form>
  );
}

/** One way to pay among several, or another number for the only one. */
function Another(
  { order, address, method, typed, error }: PayActionsProps & { address: string; method: Method },
) {
  const isPrompt = method.kind === "prompt";
  // A page that is open already is offered above.
  if (!isPrompt && order.attempt?.gateway === method.gateway) return null;
  return (
    <form action={`${address}/pay#other`} method="post" class="border-t border-line pt-3">
      <h3 class="text-md mb-2">{method.title}</h3>
      <input type="hidden" name="gateway" value={method.gateway} />
      {isPrompt
        ? (
          <Field
            label="Phone that pays"
            name="phone"
            type="tel"
            inputMode="tel"
            autocomplete="tel-national"
            value={typed ?? homePhone(order)}
            error={error}
          />
        )
        : (
          <>
            <input type="hidden" name="phone" value={order.contactPhone} />
            <p class="mut text-sm">{method.detail}</p>
          </>
        )}
      <Button kind="line" full class="mt-3">
        {isPrompt ? "Send the prompt there" : `Pay on ${gatewayName(method.gateway)}'s page`}
      </Button>
    </form>
  );
}

/** Who paid on a page may still have M-Pesa on the number that they gave. */
function homePhone({ attempt, contactPhone }: ShopperOrder): string | undefined {
  const isPrompted = attempt !== null && methodOf(attempt.gateway).kind === "prompt";
  return isPrompted ? undefined : formatPhone(contactPhone);
}
