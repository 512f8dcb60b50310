import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Field, FieldFrame, Select } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import {
  DELIVERY_METHODS,
  FULFILMENT_STATUSES,
  HAND_WAYS,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
} from "@/lib/enums.ts";
import { countFilters, filterErrors, type OrderFilter } from "@/lib/orders/merchant.ts";
import type { Currency } from "@/lib/money.ts";
import { GATEWAY_NAMES, WORDS } from "./filter_words.ts";

/** Search and filters above the list of orders: a form that asks the same page. */
export function OrderFilters(
  { filter, currency, areas }: { filter: OrderFilter; currency: Currency; areas: string[] },
) {
  const errors = filterErrors(filter, currency);
  const count = countFilters(filter);
  const { tab, sort } = filter;
  return (
    <form class="mb-4" role="search">
      {tab !== "all" && <input type="hidden" name="tab" value={tab} />}
      {sort !== "newest" && <input type="hidden" name="sort" value={sort} />}
      <div class="flex gap-3">
        <div class="srch">
          <Icon name="search" size="s" />
          <input
            class="in"
            type="search"
            name="q"
            id="search"
            aria-label="Search orders"
            placeholder="Number, name or phone"
            value={filter.q}
          />
        </div>
        <Button kind="line">Search</Button>
      </div>
      <details class="filters" open={Object.keys(errors).length > 0}>
        <summary class="btn btn-text ms-[-8px]">
          <Icon name="filter" size="s" />
          {count > 0 ? `Filter, ${count} on` : "Filter"}
        </summary>
        <div class="card mt-1">
          <Fields filter={filter} errors={errors} areas={areas} />
          <div class="flex gap-3 mt-4">
            <Button>Show</Button>
            <a class="btn btn-text" href={tab === "all" ? "?" : `?tab=${tab}`}>Clear</a>
          </div>
        </div>
      </details>
    </form>
  );
}

function Fields(
  { filter, errors, areas }: {
    filter: OrderFilter;
    errors: Partial<Record<keyof OrderFilter, string>>;
    areas: string[];
  },
) {
  return (
    <div class="grid gap-x-4 md:grid-cols-3">
      <Choice name="status" label="Order" filter={filter} values={ORDER_STATUSES} />
      <Choice name="payment" label="Money" filter={filter} values={PAYMENT_STATUSES} />
      <Choice name="goods" label="Goods" filter={filter} values={FULFILMENT_STATUSES} />
      <Choice
        name="method"
        label="Paid by"
        filter={filter}
        values={[...Object.keys(GATEWAY_NAMES), ...HAND_WAYS]}
      />
      <Choice name="delivery" label="Delivery" filter={filter} values={DELIVERY_METHODS} />
      <FieldFrame id="area" label="Area">
        <input
          class="in"
          id="area"
          name="area"
          list="areas"
          autocomplete="off"
          value={filter.area}
        />
      </FieldFrame>
      <datalist id="areas">{areas.map((area) => <option key={area} value={area} />)}</datalist>
      <Field name="from" type="date" label="From" value={filter.from} />
      <Field name="to" type="date" label="To" value={filter.to} error={errors.to} />
      <Field name="code" label="Discount code" value={filter.code} autocomplete="off" />
      <Field
        name="min"
        label="Total from"
        inputmode="decimal"
        value={filter.min}
        error={errors.min}
      />
      <Field
        name="max"
        label="Total up to"
        inputmode="decimal"
        value={filter.max}
        error={errors.max}
      />
      <Field
        name="payer"
        type="tel"
        label="Phone that paid"
        value={filter.payer}
        error={errors.payer}
      />
    </div>
  );
}

function Choice(
  { name, label, filter, values }: {
    name: "status" | "payment" | "goods" | "method" | "delivery";
    label: string;
    filter: OrderFilter;
    values: readonly string[];
  },
): ComponentChildren {
  return (
    <Select name={name} label={label}>
      <option value="">Any</option>
      {values.map((value) => (
        <option key={value} value={value} selected={filter[name] === value}>
          {WORDS[name][value] ?? value}
        </option>
      ))}
    </Select>
  );
}
