import { Button } from "@/components/Button.tsx";
import { Icon } from "@/components/Icon.tsx";

export interface SearchBarProps {
  /** Read out, as the field shows no label. */
  label: string;
  placeholder: string;
  /** What was searched for. */
  search?: string;
  /** What else narrows the list and shall stay; what is undefined is left out. */
  kept?: Record<string, string | undefined>;
}

/** Searches the list of this page: `?q=`. */
export function SearchBar({ label, placeholder, search, kept = {} }: SearchBarProps) {
  return (
    <form class="flex gap-3 mb-4" role="search">
      {Object.entries(kept).map(([name, value]) =>
        value && <input key={name} type="hidden" name={name} value={value} />
      )}
      <div class="srch">
        <Icon name="search" size="s" />
        <input
          class="in"
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          value={search}
        />
      </div>
      <Button kind="line">Search</Button>
    </form>
  );
}
