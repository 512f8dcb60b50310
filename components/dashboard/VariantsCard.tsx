import { Icon } from "@/components/Icon.tsx";
import { Field, FieldError, Select } from "@/components/Field.tsx";
import { Card } from "@/components/Layout.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import type { ProductDraft, VariantDraft } from "@/lib/catalog/merchant.ts";
import { type Currency, exponentOf } from "@/lib/money.ts";

interface VariantProps extends Pictures {
  variant: VariantDraft;
  /** Its row in the form. */
  i: number;
  errors: Record<string, string>;
  currency: Currency;
}

/** Pictures of the product that a variant may have as its own. */
type Pictures = Pick<ProductDraft, "pictures">;

type CardProps<Key extends string, Value> =
  & Record<Key, Value>
  & Pick<VariantProps, "errors" | "currency" | "pictures">;

/** Price and stock of a product that comes in one form. */
export function OneVariantCard(
  { variant, ...rest }: CardProps<"variant", VariantDraft>,
) {
  const props = { variant, i: 0, ...rest };
  return (
    <Card>
      <div class="ch" id="variants">
        <h2>Price and stock</h2>
      </div>
      <Hidden {...props} />
      <div class="pair">
        <MoneyField {...props} field="price" label="Price" required />
        <NumberField {...props} field="stock" label="In stock" />
      </div>
      <details class="more mt-4">
        <summary>More about price and stock</summary>
        <Details {...props} />
      </details>
    </Card>
  );
}

/** One line for each combination of the options. */
export function VariantsCard(
  { variants, errors, currency, pictures }: CardProps<"variants", VariantDraft[]>,
) {
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby="variants">
      <div class="ch px-4 pt-4 mb-0 md:(px-5 pt-5)">
        <h2 id="variants">{variants.length} variants</h2>
      </div>
      <ul class="vt">
        <li class="head" aria-hidden="true">
          <span>Variant</span>
          <span>Price, {currency}</span>
          <span>In stock</span>
        </li>
        {variants.map((variant, i) => (
          <VariantRow
            key={variant.id}
            variant={variant}
            i={i}
            errors={errors}
            currency={currency}
            pictures={pictures}
          />
        ))}
      </ul>
    </section>
  );
}

function VariantRow(props: VariantProps) {
  const { variant, i, errors } = props;
  const title = variant.values.join(", ");
  const name = (field: string) => `variants.${i}.${field}`;
  const own = Object.keys(errors).filter((field) => field.startsWith(`variants.${i}.`));
  const isDeep = own.some((field) => !/\.(price|stock)$/.test(field));
  return (
    <li>
      <span class={variant.isOff ? "off" : undefined}>{title}</span>
      <Slim {...props} field="price" label={`Price of ${title}`} />
      <Slim {...props} field="stock" label={`${title} in stock`} />
      {["price", "stock"].map((field) =>
        errors[name(field)] && (
          <FieldError key={field} id={name(field)} error={errors[name(field)]!} />
        )
      )}
      <Hidden {...props} />
      <details open={isDeep}>
        <summary class="ib">
          <Icon name="more" />
          <span class="vh">More about {title}</span>
        </summary>
        <Details {...props} />
        <Checkbox name={name("off")} id={name("off")} checked={variant.isOff}>
          Do not sell {title}
        </Checkbox>
        {errors[name("off")] && <FieldError id={name("off")} error={errors[name("off")]!} />}
      </details>
    </li>
  );
}

/** A field of the grid, whose label its column shows. */
function Slim(
  { variant, i, errors, currency, field, label }: VariantProps & {
    field: "price" | "stock";
    label: string;
  },
) {
  const id = `variants.${i}.${field}`;
  return (
    <input
      class="in slim"
      id={id}
      name={id}
      aria-label={label}
      aria-invalid={errors[id] ? "true" : undefined}
      aria-describedby={errors[id] ? `${id}-error` : undefined}
      inputMode={field === "price" && exponentOf(currency) > 0 ? "decimal" : "numeric"}
      autocomplete="off"
      value={variant[field]}
    />
  );
}

/** What most variants are sold without. */
function Details(props: VariantProps) {
  const { variant, i, errors } = props;
  const name = (field: string) => `variants.${i}.${field}`;
  return (
    <div class="pair one">
      <MoneyField {...props} field="compareAt" label="Price before" hint="Shown struck through." />
      <MoneyField
        {...props}
        field="cost"
        label="What it costs you"
        hint="Only your team sees it."
      />
      <Field
        name={name("sku")}
        label="SKU"
        value={variant.sku}
        error={errors[name("sku")]}
        maxlength={64}
        autocapitalize="characters"
      />
      <Field
        name={name("barcode")}
        label="Barcode"
        value={variant.barcode}
        error={errors[name("barcode")]}
        maxlength={64}
      />
      <NumberField {...props} field="lowStockLevel" label="Tell me when so many are left" />
      <NumberField {...props} field="weight" label="Weight, grams" />
      {(["length", "width", "height"] as const).map((side) => (
        <NumberField key={side} {...props} field={side} label={SIDES[side]} />
      ))}
      {variant.values.length > 0 && props.pictures.length > 0 && <OwnPicture {...props} />}
      <Select name={name("whenOut")} label="When it runs out" error={errors[name("whenOut")]}>
        <option value="stop" selected={variant.whenOut === "stop"}>Stop selling</option>
        <option value="sell" selected={variant.whenOut === "sell"}>Keep selling</option>
        <option value="uncounted" selected={variant.whenOut === "uncounted"}>Do not count</option>
      </Select>
    </div>
  );
}

const SIDES = { length: "Length, cm", width: "Width, cm", height: "Height, cm" };

function OwnPicture({ variant, i, errors, pictures }: VariantProps) {
  const name = `variants.${i}.imageId`;
  return (
    <Select name={name} label="Picture" error={errors[name]}>
      <option value="">The cover</option>
      {pictures.map(({ id, alt }, at) => (
        <option key={id} value={id} selected={id === variant.imageId}>
          {alt ? `${at + 1}. ${alt}` : `Picture ${at + 1}`}
        </option>
      ))}
    </Select>
  );
}

interface FieldProps extends VariantProps {
  label: string;
  hint?: string;
  required?: boolean;
}

function MoneyField(
  { variant, i, errors, currency, field, label, ...rest }: FieldProps & {
    field: "price" | "compareAt" | "cost";
  },
) {
  const name = `variants.${i}.${field}`;
  return (
    <Field
      name={name}
      label={`${label}, ${currency}`}
      value={variant[field]}
      error={errors[name]}
      inputMode={exponentOf(currency) > 0 ? "decimal" : "numeric"}
      autocomplete="off"
      {...rest}
    />
  );
}

function NumberField(
  { variant, i, errors, field, label, hint }: FieldProps & {
    field: "stock" | "weight" | "lowStockLevel" | "length" | "width" | "height";
  },
) {
  const name = `variants.${i}.${field}`;
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      value={variant[field]}
      error={errors[name]}
      inputMode={field in SIDES ? "decimal" : "numeric"}
      autocomplete="off"
    />
  );
}

/** What a row carries along: who it is, and the stock that it was shown with. */
function Hidden({ variant, i }: Pick<VariantProps, "variant" | "i">) {
  const carried = {
    id: variant.id,
    values: JSON.stringify(variant.values),
    shown: variant.shown,
    counted: variant.counted,
  };
  return (
    <>
      {Object.entries(carried).map(([field, value]) => (
        <input key={field} type="hidden" name={`variants.${i}.${field}`} value={value} />
      ))}
    </>
  );
}
