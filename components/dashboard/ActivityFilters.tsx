import { Button } from "@/components/Button.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { ACTION_NAMES, type ActivityFilter } from "@/lib/audit/mod.ts";

/** What to look for in the log; `forAll` asks for the shop as well. */
export function ActivityFilters({ filter, forAll }: { filter: ActivityFilter; forAll?: boolean }) {
  return (
    <form class="fl" role="search" aria-label="Activity">
      {forAll && <Field name="store" label="Shop" value={filter.store} />}
      <Field
        class={forAll ? undefined : "full"}
        name="who"
        label="Who"
        value={filter.who}
        autocomplete="off"
      />
      <Select class="full" name="action" label="What">
        <option value="">Everything</option>
        {Object.entries(ACTION_NAMES).map(([action, name]) => (
          <option key={action} value={action} selected={action === filter.action}>{name}</option>
        ))}
      </Select>
      <Field name="from" label="From" type="date" value={filter.from} />
      <Field name="to" label="To" type="date" value={filter.to} />
      <Button kind="line" class="full">Show</Button>
    </form>
  );
}
