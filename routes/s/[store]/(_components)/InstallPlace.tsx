import { Button } from "@/components/Button.tsx";
import { useWords } from "@/components/words.tsx";

/**
 * Where a shopper who came again is offered the shop as an app: `lib/offline/page.ts` shows it, over the
 * page so that nothing moves, and only where the browser can do it.
 */
export function InstallPlace({ storeName }: { storeName: string }) {
  const { say } = useWords();
  return (
    <aside
      id="install"
      class="card fixed inset-x-4 bottom-24 z-10 max-w-[440px] mx-auto shadow-lift"
      hidden
    >
      <p>{say("offline.install", { store: storeName })}</p>
      <div class="flex gap-2 mt-3">
        <Button small type="button" value="yes">{say("offline.installYes")}</Button>
        <Button small kind="text" type="button" value="no">{say("offline.installNo")}</Button>
      </div>
    </aside>
  );
}
