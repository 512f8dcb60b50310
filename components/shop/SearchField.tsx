import { Button } from "@/components/Button.tsx";

/** Where one types what to look for; a plain form. */
export function SearchField({ base, query }: { base: string; query?: string }) {
  return (
    <form class="find" action={`${base}/search`} role="search">
      <input
        class="in"
        type="search"
        name="q"
        maxLength={120}
        aria-label="Search this shop"
        placeholder="Search this shop"
        enterKeyHint="search"
        value={query}
      />
      <Button kind="line">Search</Button>
    </form>
  );
}
