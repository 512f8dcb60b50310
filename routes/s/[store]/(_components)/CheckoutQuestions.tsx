import type { ComponentChildren } from "preact";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { describe, Field, FieldError, FieldFrame, Select, TextArea } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { useWords } from "@/components/words.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Method } from "@/lib/payments/methods.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { sayMethod } from "@/lib/orders/shopper.ts";
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
            <Where {...props} />
          </Question>
        )}
      <Question number={isDownload ? 2 : 3} title={say("checkout.payWith")}>
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
  const { say } = useWords();
  const hint = say(typed.method === "download" ? "checkout.phoneFiles" : "checkout.phoneHint");
  return (
    <>
      <FieldFrame id="phone" label={say("checkout.phone")} hint={hint} error={errors.phone}>
        <div class="tel">
          <select
            class="in pick"
            name="country"
            aria-label={say("checkout.countryCode")}
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

function Where({ store, zones, pickupPoints, typed, errors }: CheckoutQuestionsProps) {
  const words = useWords();
  const { say } = words;
  const fees = zones.map(({ feeMinor }) => feeMinor);
  const lowest = Math.min(...fees);
  return (
    <>
      <fieldset>
        <legend class="vh">{say("checkout.deliveryOrPickup")}</legend>
        {zones.length > 0 && (
          <OptionCard
            id="method-delivery"
            name="method"
            value="delivery"
            checked={typed.method !== "pickup"}
            title={say("checkout.bringIt")}
            detail={zones.length === 1 ? zones[0]!.promise : say("checkout.byRider")}
            end={
              <span>
                {new Set(fees).size > 1 && (
                  <span class="mut text-sm">{say("goods.from")}&nbsp;</span>
                )}
                {lowest === 0
                  ? <b>{say("checkout.free")}</b>
                  : <Price minor={lowest} currency={store.currency} />}
              </span>
            }
          />
        )}
        {store.isPickupOffered && (
          <OptionCard
            name="method"
            value="pickup"
            checked={typed.method === "pickup"}
            title={say("checkout.pickItUp")}
            detail={[pickupDetail(store, pickupPoints, words), store.pickupNote].filter(Boolean)
              .join(". ")}
            end={<b>{say("checkout.free")}</b>}
          />
        )}
      </fieldset>
      {store.isPickupOffered && pickupPoints.length > 1 && (
        <div class="point mt-5">
          <Select name="pickupPoint" label={say("checkout.whichPoint")} error={errors.pickupPoint}>
            <option value="">{say("checkout.choosePlace")}</option>
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
          <Select name="area" label={say("checkout.area")} error={errors.area}>
            <option value="">{say("checkout.chooseArea")}</option>
            {zones.map((zone) => (
              <optgroup key={zone.name} label={zoneLabel(zone, store, words)}>
                {zone.areas.map((area) => (
                  <option key={area} selected={area === typed.area}>{area}</option>
                ))}
              </optgroup>
            ))}
          </Select>
          <Field
            label={say("checkout.landmark")}
            name="landmark"
            value={typed.landmark}
            error={errors.landmark}
          />
          <TextArea
            label={say("checkout.directions")}
            name="directions"
            optional={say("frame.optional")}
            value={typed.directions}
            error={errors.directions}
          />
          <Disclosure
            summary={say("checkout.addSecondPhone")}
            open={Boolean(typed.secondPhone || errors.secondPhone)}
          >
            <Field
              label={say("checkout.secondPhone")}
              name="secondPhone"
              type="tel"
              hint={say("checkout.secondPhoneHint")}
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
function pickupDetail({ address }: Store, points: PickupPoint[], { count }: Words): string {
  const [only] = points;
  if (!only) return address;
  return points.length === 1 ? pointLabel(only) : count("checkout.atOneOf", points.length);
}

/** "Sarit stall, Sarit Centre. Mon to Sat, 9:00 to 18:00". */
function pointLabel({ name, address, openingHours }: PickupPoint): string {
  return `${name}, ${address}${openingHours && `. ${openingHours}`}`;
}

/** "Nairobi: KES 200. Tomorrow, 9:00 to 13:00". */
function zoneLabel(
  { name, feeMinor, promise }: DeliveryZone,
  { currency }: Store,
  { say, money }: Words,
): string {
  const cost = feeMinor === 0
    ? say("checkout.zoneFree", { name })
    : say("checkout.zone", { name, fee: money(feeMinor, currency) });
  return [cost, promise].filter(Boolean).join(". ");
}

function Payment({ methods, typed, errors }: CheckoutQuestionsProps) {
  const words = useWords();
  const { say } = words;
  const chosen = methods.find(({ gateway }) => gateway === typed.gateway) ?? methods[0];
  return (
    <>
      <fieldset aria-describedby={errors.gateway ? "gateway-error" : undefined}>
        <legend class="vh">{say("checkout.paymentMethod")}</legend>
        {methods.map((method) => (
          <OptionCard
            key={method.gateway}
            id={`gateway-${method.gateway}`}
            name="gateway"
            value={method.gateway}
            checked={method === chosen}
            {...sayMethod(method, words)}
            end={<Icon name={method.kind === "prompt" ? "phone" : "lock"} />}
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
