import type { ComponentChildren } from "preact";
import { ButtonLink } from "@/components/Button.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Card } from "@/components/Layout.tsx";
import { Weave } from "@/components/Weave.tsx";
import { GATEWAYS } from "@/lib/enums.ts";
import { methodsOf } from "@/lib/payments/methods.ts";
import type { MyStore, Setup } from "@/lib/tenants/mod.ts";
import { PageHead, PageTitle } from "./Page.tsx";

interface Step {
  title: string;
  text: string;
  isDone: boolean;
  action: { href: string; text: string; icon: "image" | "money" | "chat" };
}

const NUMBERS = ["No", "One", "Two", "Three"];

/** What a new shop shows first: the way to the first sale. */
export function FirstSteps(
  { store, setup, shopUrl }: { store: MyStore; setup: Setup; shopUrl: string },
) {
  const steps = stepsOf(store, { setup, shopUrl });
  const left = steps.filter(({ isDone }) => !isDone).length;
  const next = steps.findIndex(({ isDone }) => !isDone);
  const done = 1 + steps.length - left;
  return (
    <>
      <PageTitle title="Home" shop={store.name} />
      <PageHead
        title={`${NUMBERS[left]} ${left === 1 ? "step" : "steps"} to your first sale`}
        above={`Karibu, ${store.name}`}
      />
      <div class="two-1">
        <div>
          <Card>
            <h2 class="mb-4">{done} of {steps.length + 1} done</h2>
            <Loom done={done} of={steps.length + 1} />
            <ol class="steps">
              <DoneStep title="Shop named" text={`${store.name}, ${new URL(shopUrl).host}`} />
              {steps.map((step, i) =>
                step.isDone
                  ? <DoneStep key={i} title={step.title} text={step.text} />
                  : (
                    <li key={i}>
                      <b class={i === next ? "now" : undefined}>{i + 2}</b>
                      <div>
                        <h3>{step.title}</h3>
                        <p class="mut text-sm">{step.text}</p>
                        {i === next && (
                          <ButtonLink class="mt-3" href={step.action.href} icon={step.action.icon}>
                            {step.action.text}
                          </ButtonLink>
                        )}
                      </div>
                    </li>
                  )
              )}
            </ol>
          </Card>
        </div>
        <div>
          <Card>
            <h2 class="text-base mb-3">Your shop now</h2>
            <Miniature name={store.name} />
            <p class="mut text-sm mt-3 text-center">
              <a href={shopUrl}>See it as buyers do</a>
            </p>
          </Card>
        </div>
      </div>
    </>
  );
}

function stepsOf(
  { slug, name, currency }: MyStore,
  { setup, shopUrl }: { setup: Setup; shopUrl: string },
): Step[] {
  const base = `/dashboard/${slug}`;
  const methods = methodsOf(GATEWAYS, currency);
  const message = encodeURIComponent(`${name} is open: ${shopUrl}`);
  const addProduct: Step = {
    title: "Add your first product",
    text: "One picture and a price is enough. Change the rest later.",
    isDone: setup.hasProduct,
    action: { href: `${base}/products/new`, text: "Add a product", icon: "image" },
  };
  const getPaid: Step = {
    title: "Get paid",
    text: methods.map(({ title }) => title).join(", ") + ": choose how buyers pay you.",
    isDone: setup.canTakePayment,
    action: { href: `${base}/settings/payments`, text: "Set up payments", icon: "money" },
  };
  const tell: Step = {
    title: "Tell ten people",
    text: "We write the WhatsApp message. You press send.",
    isDone: false,
    action: { href: `https://wa.me/?text=${message}`, text: "Write on WhatsApp", icon: "chat" },
  };
  // Not every currency has a gateway yet.
  return methods.length > 0 ? [addProduct, getPaid, tell] : [addProduct, tell];
}

function DoneStep({ title, text }: { title: string; text: ComponentChildren }) {
  return (
    <li class="done">
      <b>
        <Icon name="check" size="xs" />
      </b>
      <div>
        <h3>{title}</h3>
        <p class="mut text-sm">{text}</p>
      </div>
    </li>
  );
}

/** Woven as far as one has come; bare threads for the rest. */
function Loom({ done, of }: { done: number; of: number }) {
  return (
    <div
      class="threads"
      role="progressbar"
      aria-label="Shop set up"
      aria-valuenow={done}
      aria-valuemin={0}
      aria-valuemax={of}
    >
      <div class={`w-${done}/${of}`}>
        <Weave height={16} />
      </div>
    </div>
  );
}

function Miniature({ name }: { name: string }) {
  return (
    <div class="mini" aria-hidden="true">
      <Weave />
      <b>{name}</b>
      <div>
        <i>
          <Icon name="image" />
        </i>
        <i>
          <Icon name="plus" />
        </i>
        <i />
        <i />
      </div>
    </div>
  );
}
