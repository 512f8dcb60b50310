import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { Field, FieldError, TextArea } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Code } from "@/components/Layout.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { PhoneField } from "@/components/shop/PhoneField.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Method } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { Shopper } from "@/lib/shoppers/mod.ts";
import type { DeliveryZone, PickupPoint, Store } from "@/lib/stores/mod.ts";
import { CheckoutPlace } from "./CheckoutPlace.tsx";

export interface CheckoutQuestionsProps {
  store: Store;
  zones: DeliveryZone[];
  pickupPoints: PickupPoint[];
  /** Whoever is signed in on this device. */
  shopper: Shopper | null;
  /** The ways to pay that the shop offers in its currency. */
  methods: Method[];
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  errors: FormErrors;
}

/** Who, where to if anything has to go somewhere, and how it is paid. */
export function CheckoutQuestions(props: CheckoutQuestionsProps) {
  const isDownload = props.typed.method === "download";
  return (
    <>
      <Question number={1} title="Your number">
        <Contact {...props} />
      </Question>
      {isDownload
        ? <input type="hidden" name="method" value="download" />
        : (
          <Question number={2} title="Where to">
            <CheckoutPlace {...props} />
          </Question>
        )}
      <Question number={isDownload ? 2 : 3} title="Pay with">
        <Payment {...props} />
      </Question>
    </>
  );
}

interface QuestionProps {
  number: number;
  title: string;
  children: ComponentChildren;
}

function Question({ number, title, children }: QuestionProps) {
  return (
    <section class="ask">
      <h2>
        <span>{number}</span>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Contact({ shopper, typed, errors }: CheckoutQuestionsProps) {
  const hint = typed.method === "download"
    ? "For the payment prompt and the link to your files. Nothing else."
    : "For the payment prompt and the rider. Nothing else.";
  return (
    <>
      <PhoneField country={typed.country} value={typed.phone} hint={hint} error={errors.phone} />
      {!shopper && <KnownShopper typed={typed} errors={errors} />}
      <Field label="Name" name="name" autocomplete="name" value={typed.name} error={errors.name} />
    </>
  );
}

/** Whoever bought here before may have the rest filled in, with a code that comes to the phone. */
function KnownShopper({ typed, errors }: Pick<CheckoutQuestionsProps, "typed" | "errors">) {
  const { sentTo, ticket } = typed;
  if (!sentTo) {
    return (
      <>
        <input type="hidden" name="ticket" value={ticket} />
        <Button kind="text" icon="user" name="intent" value="code" class="ms-[-8px] mb-2">
          I have bought here before
        </Button>
      </>
    );
  }
  return (
    <div class="card my-4">
      <input type="hidden" name="ticket" value={ticket} />
      <input type="hidden" name="sentTo" value={sentTo} />
      <Field
        label="Code from the SMS"
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
        hint={
          <>
            We sent it to <Code>{formatPhone(sentTo)}</Code>. Or just go on below.
          </>
        }
        value={typed.code}
        error={errors.code}
      />
      <div class="flex flex-wrap gap-2 mt-3">
        <Button kind="line" name="intent" value="sign-in">Fill in my details</Button>
        <Button kind="text" name="intent" value="code-again">Send it again</Button>
      </div>
    </div>
  );
}

function Payment({ methods, typed, errors }: CheckoutQuestionsProps) {
  const chosen = methods.find(({ gateway }) => gateway === typed.gateway) ?? methods[0];
  return (
    <>
      <fieldset aria-describedby={errors.gateway ? "gateway-error" : undefined}>
        <legend class="vh">Payment method</legend>
        {methods.map((method) => (
          <OptionCard
            key={method.gateway}
            id={`gateway-${method.gateway}`}
            name="gateway"
            value={method.gateway}
            checked={method === chosen}
            title={method.title}
            detail={method.detail}
            end={<Icon name={method.kind === "prompt" ? "phone" : "lock"} />}
          />
        ))}
        {errors.gateway && <FieldError id="gateway" error={errors.gateway} />}
      </fieldset>
      {methods.some(({ kind }) => kind === "prompt") && (
        <Disclosure
          summary="Pay from another phone"
          open={Boolean(typed.payerPhone || errors.payerPhone)}
        >
          <Field
            label="Phone that pays"
            name="payerPhone"
            type="tel"
            inputMode="tel"
            hint={typed.method === "download"
              ? "The prompt goes there. The link to your files goes to the first number."
              : "The prompt goes there. The rider still calls the first number."}
            value={typed.payerPhone}
            error={errors.payerPhone}
          />
        </Disclosure>
      )}
    </>
  );
}

/** What most people skip. News are for those who ask for them: never ticked beforehand. */
export function Disclosures({ typed, errors }: Pick<CheckoutQuestionsProps, "typed" | "errors">) {
  return (
    <>
      <Disclosure
        summary="Add an email for the receipt"
        open={Boolean(typed.email || errors.email)}
      >
        <Field
          label="Email"
          name="email"
          type="email"
          autocomplete="email"
          value={typed.email}
          error={errors.email}
        />
      </Disclosure>
      <Disclosure summary="Add a note for the shop" open={Boolean(typed.note || errors.note)}>
        <TextArea label="Note" name="note" value={typed.note} error={errors.note} />
      </Disclosure>
      <Checkbox name="wantsNews" value="1" checked={typed.wantsNews === "1"}>
        Send me news by SMS, at most twice a month
      </Checkbox>
    </>
  );
}
