import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { Field, FieldError, TextArea } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Code } from "@/components/Layout.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { PhoneField } from "@/components/shop/PhoneField.tsx";
import { Say, useWords } from "@/components/words.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import { sayMethod } from "@/lib/orders/shopper.ts";
import { type HandMethod, type Method, wayOf } from "@/lib/payments/methods.ts";
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
  methods: (Method | HandMethod)[];
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  errors: FormErrors;
  /** More about paying. */
  children?: ComponentChildren;
}

/** Who, where to if anything has to go somewhere, and how it is paid. */
export function CheckoutQuestions(props: CheckoutQuestionsProps) {
  const isDownload = props.typed.method === "download";
  const { say } = useWords();
  return (
    <>
      <Question number={1} title={say("checkout.yourNumber")}>
        <Contact {...props} />
      </Question>
      {isDownload
        ? <input type="hidden" name="method" value="download" />
        : (
          <Question number={2} title={say("checkout.whereTo")}>
            <CheckoutPlace {...props} />
          </Question>
        )}
      <Question number={isDownload ? 2 : 3} title={say("checkout.payWith")}>
        <Payment {...props} />
        {props.children}
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
  const { say } = useWords();
  const hint = say(typed.method === "download" ? "checkout.phoneFiles" : "checkout.phoneHint");
  return (
    <>
      <PhoneField country={typed.country} value={typed.phone} hint={hint} error={errors.phone} />
      {!shopper && <KnownShopper typed={typed} errors={errors} />}
      <Field
        label={say("checkout.name")}
        name="name"
        autocomplete="name"
        value={typed.name}
        error={errors.name}
      />
    </>
  );
}

/** Whoever bought here before may have the rest filled in, with a code that comes to the phone. */
function KnownShopper({ typed, errors }: Pick<CheckoutQuestionsProps, "typed" | "errors">) {
  const { say } = useWords();
  const { sentTo, ticket } = typed;
  if (!sentTo) {
    return (
      <>
        <input type="hidden" name="ticket" value={ticket} />
        <Button kind="text" icon="user" name="intent" value="code" class="ms-[-8px] mb-2">
          {say("checkout.boughtBefore")}
        </Button>
      </>
    );
  }
  return (
    <div class="card my-4">
      <input type="hidden" name="ticket" value={ticket} />
      <input type="hidden" name="sentTo" value={sentTo} />
      <Field
        label={say("account.smsCode")}
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
        hint={<Say text="checkout.codeSent" phone={<Code>{formatPhone(sentTo)}</Code>} />}
        value={typed.code}
        error={errors.code}
      />
      <div class="flex flex-wrap gap-2 mt-3">
        <Button kind="line" name="intent" value="sign-in">{say("checkout.fillIn")}</Button>
        <Button kind="text" name="intent" value="code-again">{say("account.sendAgain")}</Button>
      </div>
    </div>
  );
}

const ICONS = { prompt: "phone", page: "lock", hand: "cash" } as const;

function Payment({ methods, typed, errors }: CheckoutQuestionsProps) {
  const words = useWords();
  const { say } = words;
  const chosen = methods.find((method) => wayOf(method) === typed.gateway) ?? methods[0];
  return (
    <>
      <fieldset aria-describedby={errors.gateway ? "gateway-error" : undefined}>
        <legend class="vh">{say("checkout.paymentMethod")}</legend>
        {methods.map((method) => (
          <OptionCard
            key={wayOf(method)}
            id={`gateway-${wayOf(method)}`}
            name="gateway"
            value={wayOf(method)}
            checked={method === chosen}
            {...sayMethod(method, words)}
            end={<Icon name={ICONS[method.kind]} />}
          />
        ))}
        {errors.gateway && <FieldError id="gateway" error={errors.gateway} />}
      </fieldset>
      {methods.some(({ kind }) => kind === "prompt") && (
        <Disclosure
          summary={say("checkout.payFromOther")}
          open={Boolean(typed.payerPhone || errors.payerPhone)}
        >
          <Field
            label={say("checkout.payerPhone")}
            name="payerPhone"
            type="tel"
            inputMode="tel"
            hint={say(
              typed.method === "download" ? "checkout.payerFiles" : "checkout.payerPhoneHint",
            )}
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
  const { say } = useWords();
  return (
    <>
      <Disclosure
        summary={say("checkout.addEmail")}
        open={Boolean(typed.email || errors.email)}
      >
        <Field
          label={say("checkout.email")}
          name="email"
          type="email"
          autocomplete="email"
          value={typed.email}
          error={errors.email}
        />
      </Disclosure>
      <Disclosure summary={say("checkout.addNote")} open={Boolean(typed.note || errors.note)}>
        <TextArea label={say("checkout.note")} name="note" value={typed.note} error={errors.note} />
      </Disclosure>
      <Checkbox name="wantsNews" value="1" checked={typed.wantsNews === "1"}>
        {say("checkout.wantsNews")}
      </Checkbox>
    </>
  );
}

/** For how long goods are kept while a gateway asks for the money. */
export function KeepNote(
  { methods, minutes }: Pick<CheckoutQuestionsProps, "methods"> & { minutes: number },
) {
  const { count } = useWords();
  if (methods.every(({ kind }) => kind === "hand")) return null;
  return <p class="mut text-sm py-4">{count("checkout.weKeepIt", minutes)}</p>;
}
