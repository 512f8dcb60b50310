import { Button } from "@/components/Button.tsx";
import { describe, FieldError, FieldFrame } from "@/components/Field.tsx";
import { type DateRange, formatDays, rangeQuery, USUAL_RANGES } from "@/lib/date_range.ts";

interface Props {
  range: DateRange;
  /** What else the page's address says, and keeps: {way: "paystack"}. */
  kept?: Record<string, string>;
}

/** Which days a page of figures shows: the usual ranges as links, others by a form behind a tap. */
export function DateRangePicker({ range, kept = {} }: Props) {
  const { usual, refused } = range;
  const also = Object.entries(kept).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join("");
  return (
    <div class="mb-4">
      <nav class="seg" aria-label="Days">
        {Object.entries(USUAL_RANGES).map(([range, name]) => (
          <a
            key={range}
            href={`?range=${range}${also}`}
            aria-current={range === String(usual) ? "true" : undefined}
          >
            {name}
          </a>
        ))}
        {usual === null && (
          <a href={`?${rangeQuery(range)}${also}`} aria-current="true">{formatDays(range)}</a>
        )}
      </nav>
      <details open={refused !== null}>
        <summary class="btn btn-text ms-[-8px]">Other days</summary>
        <OtherDays range={range} kept={kept} />
      </details>
    </div>
  );
}

function OtherDays({ range, kept }: Required<Props>) {
  const { first, last, refused } = range;
  return (
    <form class="flex flex-wrap items-end gap-3 mt-1" aria-label="Other days">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Day name="from" label="First day" value={refused?.from ?? first} isWrong={!!refused} />
      <Day name="to" label="Last day" value={refused?.to ?? last} isWrong={!!refused} />
      <Button kind="line">Show</Button>
      {refused && (
        <div class="w-full">
          <FieldError id="to" error={refused.why} />
        </div>
      )}
    </form>
  );
}

function Day(
  { name, label, value, isWrong }: { name: string; label: string; value: string; isWrong: boolean },
) {
  const { "aria-invalid": invalid, id } = describe(name, { error: isWrong ? "-" : undefined });
  return (
    <FieldFrame id={id} label={label} class="mb-0">
      <input
        class="in"
        type="date"
        name={name}
        id={id}
        value={value}
        required
        aria-invalid={invalid}
        aria-describedby={isWrong ? "to-error" : undefined}
      />
    </FieldFrame>
  );
}
