import { Head } from "$fresh/runtime.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Code } from "@/components/Layout.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { PhoneField } from "@/components/shop/PhoneField.tsx";
import { Note } from "@/components/Status.tsx";
import { Say, useWords } from "@/components/words.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { Store } from "@/lib/stores/mod.ts";

export interface SignInView {
  store: Store;
  /** Minted anew for each code that is asked for. */
  ticket: string;
  /** For another code after this one. */
  nextTicket: string;
  /** E.164 of where the code went; absent while nobody asked for one. */
  sentTo?: string;
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  errors: FormErrors;
}

/** Where somebody shows that they hold a phone: its number, then the code that comes to it. */
export function SignIn({ base, ...view }: SignInView & { base: string }) {
  const { store, sentTo } = view;
  const { say } = useWords();
  return (
    <div class="w max-w-lg pt-5 pb-16">
      <Head>
        <title>{`${say("account.title")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <h1>{say(sentTo ? "account.typeCode" : "account.title")}</h1>
      {sentTo
        ? <CodeStep {...view} sentTo={sentTo} base={base} />
        : <PhoneStep {...view} base={base} />}
    </div>
  );
}

type StepProps = SignInView & { base: string };

function PhoneStep({ base, store, ticket, typed, errors }: StepProps) {
  const { say } = useWords();
  return (
    <>
      <p class="mut mt-2 mb-5">
        {say("account.typePhone", { store: store.name })}
      </p>
      <ErrorSummary class="mb-4" errors={errors} />
      <form method="post" action={`${base}/account/code`} class="card" noValidate>
        <input type="hidden" name="ticket" value={ticket} />
        <PhoneField
          country={typed.country ?? store.country}
          value={typed.phone}
          error={errors.phone}
        />
        <Disclosure
          summary={say("account.oneOrder")}
          open={Boolean(typed.order || errors.order)}
        >
          <Field
            label={say("account.orderNumber")}
            name="order"
            optional={say("frame.optional")}
            hint={say("account.orderHint")}
            value={typed.order}
            error={errors.order}
          />
        </Disclosure>
        <Button full class="mt-4">{say("account.sendCode")}</Button>
      </form>
    </>
  );
}

function CodeStep({ base, ticket, nextTicket, sentTo, typed, errors }: StepProps) {
  const { say } = useWords();
  const kept = (
    <>
      <input type="hidden" name="phone" value={sentTo} />
      <input type="hidden" name="country" value={typed.country} />
      <input type="hidden" name="order" value={typed.order} />
    </>
  );
  return (
    <>
      <p class="mut mt-2 mb-5">
        <Say text="account.codeSent" phone={<Code>{formatPhone(sentTo!)}</Code>} />
      </p>
      {errors[""] && <Note tone="danger" role="alert" class="mb-4">{errors[""]}</Note>}
      <form method="post" action={`${base}/account/sign-in`} class="card" noValidate>
        <input type="hidden" name="ticket" value={ticket} />
        {kept}
        <Field
          label={say("account.smsCode")}
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxlength={12}
          value={typed.code}
          error={errors.code}
          autofocus
        />
        <Button full class="mt-4">{say("account.signIn")}</Button>
      </form>
      <div class="flex flex-wrap justify-between mt-3">
        <form method="post" action={`${base}/account/code`}>
          <input type="hidden" name="ticket" value={nextTicket} />
          {kept}
          <Button kind="text">{say("account.sendAgain")}</Button>
        </form>
        <ButtonLink kind="text" href={`${base}/account`}>
          {say("payment.useOther")}
        </ButtonLink>
      </div>
    </>
  );
}
