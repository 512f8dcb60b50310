import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Icon, type IconName } from "@/components/Icon.tsx";
import { Logo, SkipLink } from "@/components/Layout.tsx";
import { Weave } from "@/components/Weave.tsx";

const SECTIONS: { href: string; name: string; icon: IconName }[] = [
  { href: "/admin", name: "Shops", icon: "store" },
  { href: "/admin/activity", name: "Activity", icon: "eye" },
];

export interface ConsoleFrameProps {
  /** Path of the page, to mark its section. */
  path: string;
  email: string;
  csrf: string;
  isProduction: boolean;
  children: ComponentChildren;
}

/** Around every page of the console. */
export function ConsoleFrame({ path, email, csrf, isProduction, children }: ConsoleFrameProps) {
  const here = path.startsWith("/admin/activity") ? "/admin/activity" : "/admin";
  return (
    <>
      <SkipLink />
      <Weave />
      <header class="cb">
        <div>
          <Logo href="/admin" name="Console" />
          <span class="env">{isProduction ? "Production" : "Development"}</span>
          <span class="flex-1 min-w-0 text-end text-sm hidden md:block">{email}</span>
          <Form csrf={csrf} action="/sign-out" class="ms-auto md:ms-0">
            <Button kind="text" small>Sign out</Button>
          </Form>
        </div>
      </header>
      <nav class="cn" aria-label="Console">
        <ul>
          {SECTIONS.map(({ href, name, icon }) => (
            <li key={href}>
              <a href={href} aria-current={href === here ? "page" : undefined}>
                <Icon name={icon} size="s" />
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="cm" id="main">{children}</main>
    </>
  );
}
