import { withoutMarks } from "@/lib/rich_text_edit.ts";
import { lengthAdvice, seoWords } from "@/lib/seo_words.ts";

const HINTS = ["title", "text"] as const;

/**
 * Keeps the preview of a product's form up to date while somebody types. It looks its elements up each
 * time: the server's answer to a refused form replaces them.
 */
export class LivePreview {
  constructor(private readonly form: HTMLFormElement) {}

  show(): void {
    const preview = this.form.querySelector<HTMLElement>("#seo");
    if (!preview) return;
    const [title, seoTitle, seoDescription] = ["title", "seoTitle", "seoDescription"]
      .map((name) => this.#typed(name).trim()) as [string, string, string];
    const { nameless, shop, before, name, made } = preview.dataset as Record<string, string>;
    const words = seoWords({
      name: title || nameless!,
      shop: shop!,
      seoTitle,
      seoDescription,
      plain: withoutMarks(this.#typed("description")),
    });
    // Making an address of a name takes tables of letters that are too heavy to send.
    const slug = this.#typed("slug").trim() || (title === name ? made : "…");
    for (const [part, text] of Object.entries({ ...words, address: `${before}${slug}` })) {
      preview.querySelector(`[data-seo=${part}]`)!.textContent = text;
    }
    this.#advise({ title: seoTitle, text: seoDescription });
  }

  #advise(typed: Record<typeof HINTS[number], string>): void {
    const ids = { title: "seoTitle", text: "seoDescription" };
    for (const kind of HINTS) {
      const hint = this.form.querySelector<HTMLElement>(`#${ids[kind]}-hint`)!;
      hint.textContent = lengthAdvice(kind, typed[kind]);
    }
  }

  #typed(name: string): string {
    return this.form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "";
  }
}
