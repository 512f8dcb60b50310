import { lengthAdvice, seoWords } from "@/lib/seo_words.ts";
import { productSlug } from "./merchant_draft.ts";

const HINTS = ["title", "text"] as const;

/**
 * Keeps the preview of a product's form up to date while somebody types. It looks its elements up each
 * time: the server's answer to a refused form replaces them.
 */
export class LivePreview {
  /** The description without marks, and what it was made of. */
  #plain = { text: "", of: "" };

  constructor(private readonly form: HTMLFormElement) {}

  async show(): Promise<void> {
    const preview = this.form.querySelector<HTMLElement>("#seo");
    if (!preview) return;
    const [title, seoTitle, seoDescription] = ["title", "seoTitle", "seoDescription"]
      .map((name) => this.#typed(name).trim()) as [string, string, string];
    const { nameless, shop, before } = preview.dataset as Record<string, string>;
    const words = seoWords({
      name: title || nameless!,
      shop: shop!,
      seoTitle,
      seoDescription,
      plain: seoDescription ? "" : await this.#plainDescription(),
    });
    const slug = this.#typed("slug").trim() || productSlug(title);
    for (const [part, text] of Object.entries({ ...words, address: before + slug })) {
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

  /** Reading marks takes code that a page needs only once somebody types. */
  async #plainDescription(): Promise<string> {
    const of = this.#typed("description");
    if (of !== this.#plain.of) {
      const { plainText } = await import("@/lib/rich_text.ts");
      this.#plain = { text: plainText(of), of };
    }
    return this.#plain.text;
  }
}
