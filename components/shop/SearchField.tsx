import { Button } from "@/components/Button.tsx";
import { useWords } from "@/components/words.tsx";

/** Where one types what to look for; a plain form. */
export function SearchField({ base, query }: { base: string; query?: string }) {
  const { say } = useWords();
  return (
    <form class="find" action={`${base}/search`} role="search">
      <input
        class="in"
        type="search"
        name="q"
        maxLength={120}
        aria-label={say("goods.searchShop")}
        placeholder={say("goods.searchShop")}
        enterKeyHint="search"
        value={query}
      />
      <Button kind="line">{say("frame.search")}</Button>
    </form>
  );
}
