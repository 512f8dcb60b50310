import type { ComponentChildren } from "preact";

export interface ShelfProps {
  title: string;
  /** The way to the rest. */
  more?: { href: string; text: string };
  children: ComponentChildren;
}

/** A part of a page with a heading. */
export function Shelf({ title, more, children }: ShelfProps) {
  return (
    <section class="sect">
      <div class="w">
        <div class="sec-h">
          <h2>{title}</h2>
          {more && (
            <a href={more.href}>
              {more.text}
              <span class="vh">: {title}</span>
            </a>
          )}
        </div>
        {children}
      </div>
    </section>
  );
}
