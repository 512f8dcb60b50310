import type { ComponentChildren } from "preact";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { describe, Field, FieldError, FieldFrame, Select, TextArea } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Price } from "@/components/Price.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import type { Method } from "@/lib/payments/methods.ts";
import { COUNTRIES } from "@/lib/phone.ts";
import type { DeliveryZone, PickupPoint, Store } from "@/lib/stores/mod.ts";

export interface CheckoutQuestionsProps {
  store: Store;
  zones: DeliveryZone[];
  pickupPoints: PickupPoint[];
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
            <Where {...props} />
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

function Contact({ typed, errors }: CheckoutQuestionsProps) {
  const hint = typed.method === "download"
    ? "For the payment prompt and the link to your files. Nothing else."
    : "For the payment prompt and the rider. Nothing else.";
  return (
    <>
      <FieldFrame id="phone" label="Phone" hint={hint} error={errors.phone}>
        <div class="tel">
          <select
            class="in pick"
            name="country"
            aria-label="Country code"
            autocomplete="tel-country-code"
          >
            {Object.entries(COUNTRIES).map(([country, code]) => (
              <option key={country} value={country} selected={country === typed.country}>
                {`${country} ${code}`}
              </option>
            ))}
          </select>
          <input
            class="in"
            type="tel"
            name="phone"
            inputMode="tel"
            autocomplete="tel-national"
            value={typed.phone}
            {...describe("phone", { hint, error: errors.phone })}
          />
        </div>
      </FieldFrame>
      <Field label="Name" name="name" autocomplete="name" value={typed.name} error={errors.name} />
    </>
  );
}

function Where({ store, zones, pickupPoints, typed, errors }: CheckoutQuestionsProps) {
  const fees = zones.map(({ feeMinor }) => feeMinor);
  const lowest = Math.min(...fees);
  return (
    <>
      <fieldset>
        <legend class="vh">Delivery or pick up</legend>
        {zones.length > 0 && (
          <OptionCard
            id="method-delivery"
            name="method"
            value="delivery"
            checked={typed.method !== "pickup"}
            title="Bring it to me"
            detail={zones.length === 1 ? zones[0]!.promise : "By rider, to your landmark"}
            end={
              <span>
                {new Set(fees).size > 1 && <span class="mut text-sm">from&nbsp;</span>}
                {lowest === 0 ? <b>Free</b> : <Price minor={lowest} currency={store.currency} />}
              </span>
            }
          />
        )}
        {store.isPickupOffered && (
          <OptionCard
            name="method"
            value="pickup"
            checked={typed.method === "pickup"}
            title="I will pick it up"
            detail={[pickupDetail(store, pickupPoints), store.pickupNote].filter(Boolean)
              .join(". ")}
            end={<b>Free</b>}
          />
        )}
      </fieldset>
      {store.isPickupOffered && pickupPoints.length > 1 && (
        <div class="point mt-5">
          <Select name="pickupPoint" label="Where you pick it up" error={errors.pickupPoint}>
            <option value="">Choose a place</option>
            {pickupPoints.map((point) => (
              <option key={point.id} value={point.id} selected={point.id === typed.pickupPoint}>
                {pointLabel(point)}
              </option>
            ))}
          </Select>
        </div>
      )}
      {zones.length > 0 && (
        <div class="place mt-5">
          <Select name="area" label="Area" error={errors.area}>
            <option value="">Choose your area</option>
            {zones.map((zone) => (
              <optgroup key={zone.name} label={zoneLabel(zone, store)}>
                {zone.areas.map((area) => (
                  <option key={area} selected={area === typed.area}>{area}</option>
                ))}
              </optgroup>
            ))}
          </Select>
          <Field
            label="Nearest landmark"
            name="landmark"
            value={typed.landmark}
            error={errors.landmark}
          />
          <TextArea
            label="How to reach you"
            name="directions"
            optional
            value={typed.directions}
            error={errors.directions}
          />
          <Disclosure
            summary="Add a second phone"
            open={Boolean(typed.secondPhone || errors.secondPhone)}
          >
            <Field
              label="Second phone"
              name="secondPhone"
              type="tel"
              hint="If the rider cannot reach you on the first."
              value={typed.secondPhone}
              error={errors.secondPhone}
            />
          </Disclosure>
        </div>
      )}
    </>
  );
}

/** What stands under "I will pick it up". */
function pickupDetail({ address }: Store, points: PickupPoint[]): string {
  const [only] = points;
  if (!only) return address;
  return points.length === 1 ? pointLabel(only) : `At one of ${points.length} places`;
}

/** "Sarit stall, Sarit Centre. Mon to Sat, 9:00 to 18:00". */
function pointLabel({ name, address, openingHours }: PickupPoint): string {
  return `${name}, ${address}${openingHours && `. ${openingHours}`}`;
}

/** "Nairobi: KES 200. Tomorrow, 9:00 to 13:00". */
function zoneLabel({ name, feeMinor, promise }: DeliveryZone, { currency }: Store): string {
  const fee = feeMinor === 0 ? "free" : formatMoney(feeMinor, currency);
  return `${name}: ${fee}${promise && `. ${promise}`}`;
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
