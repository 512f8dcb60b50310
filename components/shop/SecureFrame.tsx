import type { ComponentChildren } from "preact";
import { Icon } from "@/components/Icon.tsx";
import { SkipLink } from "@/components/Layout.tsx";
import { Weave } from "@/components/Weave.tsx";
import { useWords } from "@/components/words.tsx";
import { AppHead } from "./AppHead.tsx";

export interface SecureFrameProps {
  storeName: string;
  root: string;
  base: string;
  children: ComponentChildren;
}

/** Around checkout, payment and order: nothing there leads away from paying. */
export function SecureFrame({ storeName, root, base, children }: SecureFrameProps) {
  return (
    <>
      <AppHead storeName={storeName} root={root} base={base} />
      <SkipLink />
      <Weave />
      <header class="border-b border-line">
        <div class="w flex items-center justify-between min-h-[60px]">
          <a class="mark" href={base || "/"}>{storeName}</a>
          <span class="mut text-sm flex items-center gap-1.5">
            <Icon name="lock" size="s" />
            {useWords().say("frame.secure")}
          </span>
        </div>
      </header>
      {children}
    </>
  );
}
