import { Button } from "@/components/Button.tsx";
import { Select } from "@/components/Field.tsx";
import type { CustomerChoices, CustomerFilter } from "@/lib/customers/mod.ts";
import { CONSENT_CHANNELS } from "@/lib/enums.ts";
import { CHANNEL_NAMES } from "@/lib/customers/words.ts";

const SORTS = { recent: "Last order", spent: "Most spent", orders: "Most orders" };
const COUNTS = { none: "Never ordered", once: "Ordered once", again: "Came back" };

/** Narrows the list of customers, and says in which order. */
export function CustomerFilters(
  { filter, choices: { segments, tags } }: { filter: CustomerFilter; choices: CustomerChoices },
) {
  const { search, segment, tag, consent, count, sort } = filter;
  const isOpen = [segment, tag, consent, count].some(Boolean) || sort !== "recent";
  return (
    <details class="more mb-4" open={isOpen}>
      <summary>Filter and sort</summary>
      <form class="fl" aria-label="Filter and sort">
        {search && <input type="hidden" name="q" value={search} />}
        <Options name="segment" label="Segment" all="Everybody" here={segment}>
          {segments.map(({ id, name }) => [id, name])}
        </Options>
        <Options name="tag" label="Tag" all="Any" here={tag}>
          {tags.map((one) => [one, one])}
        </Options>
        <Options name="count" label="Orders" all="Any number" here={count}>
          {Object.entries(COUNTS)}
        </Options>
        <Options name="consent" label="May be sent news by" all="Any" here={consent}>
          {CONSENT_CHANNELS.map((one) => [one, CHANNEL_NAMES[one]])}
        </Options>
        <Options name="sort" label="Sorted by" here={sort}>{Object.entries(SORTS)}</Options>
        <Button kind="line" class="full">Show</Button>
      </form>
    </details>
  );
}

function Options(
  { name, label, all, here, children }: {
    name: string;
    label: string;
    /** What no choice means; without it there always is one. */
    all?: string;
    here?: string;
    children: string[][];
  },
) {
  return (
    <Select name={name} label={label}>
      {all && <option value="">{all}</option>}
      {children.map(([value, text]) => (
        <option key={value} value={value} selected={value === here}>{text}</option>
      ))}
    </Select>
  );
}
