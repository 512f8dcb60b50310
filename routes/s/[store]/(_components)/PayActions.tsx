import { Button, ButtonLink } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { useWords } from "@/components/words.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import {
  dueMinor,
  sayMethod,
  type ShopperAttempt,
  type ShopperOrder,
  suggestedMinor,
} from "@/lib/orders/shopper.ts";
import {
  gatewayName,
  type HandMethod,
  type Method,
  methodOf,
  wayOf,
} from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import { AmountField, BeingPaid, PartInput } from "./PayAmount.tsx";

export interface PayActionsProps {
  order: ShopperOrder;
  /** The ways to pay that the shop offers in its currency. */
  methods: (Method | HandMethod)[];
  base: string;
  isWaiting: boolean;
  /** Another number, another way to pay or another amount is asked for. */
  isOther?: boolean;
  tried?: Tried;
}

/** What was typed for a way to pay, and what is wrong with it by field. */
export interface Tried {
  way: string;
  values: Record<string, string>;
  errors: FormErrors;
}

/** While waiting the first thing to do is to ask; afterwards it is to try again. */
export function PayActions(props: PayActionsProps) {
  const { order, methods, base, isWaiting, isOther } = props;
  // What was tried before it was to be paid by hand is over.
  const attempt = order.handWay ? null : order.attempt;
  const { say } = useWords();
  const address = `${base}/orders/${order.token}`;
  const isPage = attempt !== null && methodOf(attempt.gateway).kind === "page";
  const isOpening = isPage && (attempt.state === "created" || attempt.state === "submitted");
  const title = say(isPage ? "payment.paidOrNotThere" : "payment.paidOrNothing");
  const otherNumber = isPage || order.handWay ? null : say("payment.useOther");
  const several = order.leastMinor < order.leftMinor ? "payment.otherOrPart" : "payment.otherWay";
  const other = methods.length > 1 ? say(several) : otherNumber;
  const isByHand = order.handWay !== null && order.status === "pending";
  if (isByHand && !other) return null;
  return (
    <section class="card grid gap-3">
      {!isByHand && <h2 class="text-lg">{isWaiting ? title : say("payment.payNow")}</h2>}
      {isByHand && isOther && <h2 class="text-lg">{say("payment.otherWay")}</h2>}
      {isWaiting && isPage && attempt.state === "pending" && (
        <ButtonLink icon="right" full href={`${address}/continue`}>
          {say("payment.goTo", { gateway: gatewayName(attempt.gateway) })}
        </ButtonLink>
      )}
      {isWaiting && !isOpening && <CheckNow address={address} isPage={isPage} />}
      {attempt && !(isPage && isWaiting) && (
        <SameAgain address={address} order={order} attempt={attempt} isWaiting={isWaiting} />
      )}
      {isOther && (
        <div id="other" class="grid gap-4">
          <BeingPaid minor={order.promptedMinor} currency={order.currency} />
          {methods.map((method) => (
            <Another key={wayOf(method)} {...props} address={address} method={method} />
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
  const { say } = useWords();
  return (
    <form action={`${address}/check`} method="post">
      <Button icon="refresh" kind={isPage ? "line" : "fill"} full class="px-2">
        {say(isPage ? "payment.havePaid" : "payment.checkNow")}
      </Button>
    </form>
  );
}

/** The same try once more: another prompt, or the page. A part stays the part that it was. */
function SameAgain(
  { address, order, attempt, isWaiting }: {
    address: string;
    order: ShopperOrder;
    attempt: ShopperAttempt;
    isWaiting: boolean;
  },
) {
  const isPart = attempt.state !== "succeeded" && attempt.expectedMinor < order.leftMinor &&
    attempt.expectedMinor >= order.leastMinor;
  const { gateway, phone } = attempt;
  const isPage = methodOf(gateway).kind === "page";
  const { say } = useWords();
  return (
    <form action={`${address}/pay`} method="post">
      <input type="hidden" name="gateway" value={gateway} />
      <input type="hidden" name="phone" value={phone} />
      {isPart && <PartInput minor={attempt.expectedMinor} currency={order.currency} />}
      <Button kind={isWaiting ? "line" : "fill"} full>
        {isPage
          ? say("payment.payOnPage", { gateway: gatewayName(gateway) })
          : say("payment.sendAgain")}
      </Button>
    </form>
  );
}

type AnotherProps<M> = PayActionsProps & { address: string; method: M };

/** One way to pay among several, or another number for the only one. */
function Another({ method, ...props }: AnotherProps<Method | HandMethod>) {
  return method.kind === "hand"
    ? <ByHand {...props} method={method} />
    : <ByGateway {...props} method={method} />;
}

function ByHand({ order, address, method }: AnotherProps<HandMethod>) {
  const words = useWords();
  if (order.status === "pending" && order.handWay === method.handWay) return null;
  const { title, detail } = sayMethod(method, words);
  return (
    <form action={`${address}/pay#other`} method="post" class="border-t border-line pt-3">
      <h3 class="text-md mb-2">{title}</h3>
      <input type="hidden" name="gateway" value={method.handWay} />
      <p class="mut text-sm">{detail}</p>
      <Button kind="line" full class="mt-3">
        {words.say("payment.payThisWay")}
        <span class="vh">{` ${title}`}</span>
      </Button>
    </form>
  );
}

function ByGateway({ order, address, method, tried }: AnotherProps<Method>) {
  const isPrompt = method.kind === "prompt";
  const { values = {}, errors = {} } = tried?.way === method.gateway ? tried : {};
  const words = useWords();
  const { say } = words;
  const { title, detail } = sayMethod(method, words);
  const error = errors.phone ?? errors[""];
  return (
    <form action={`${address}/pay#other`} method="post" class="border-t border-line pt-3">
      <h3 class="text-md mb-2">{title}</h3>
      <input type="hidden" name="gateway" value={method.gateway} />
      {isPrompt && <input type="hidden" name="country" value={method.prompts[order.currency]} />}
      {isPrompt
        ? (
          <Field
            id={`phone-${method.gateway}`}
            label={say("checkout.payerPhone")}
            name="phone"
            type="tel"
            inputMode="tel"
            autocomplete="tel"
            value={values.phone ?? homePhone(order)}
            error={error && words.error(error)}
          />
        )
        : (
          <>
            <input type="hidden" name="phone" value={order.contactPhone} />
            <p class="mut text-sm">{detail}</p>
          </>
        )}
      {order.leastMinor < order.leftMinor && (
        <div class="mt-3">
          <AmountField
            id={`amount-${method.gateway}`}
            of={order}
            minor={suggestedMinor(dueMinor(order), order)}
            typed={values.amount}
            error={errors.amount}
          />
        </div>
      )}
      <Button kind="line" full class="mt-3">
        {isPrompt
          ? say("payment.sendThere")
          : say("payment.payOnPage", { gateway: gatewayName(method.gateway) })}
      </Button>
    </form>
  );
}

/** Who paid on a page may still have mobile money on the number that they gave. */
function homePhone({ attempt, contactPhone }: ShopperOrder): string | undefined {
  const isPrompted = attempt !== null && methodOf(attempt.gateway).kind === "prompt";
  return isPrompted ? undefined : formatPhone(contactPhone);
}
