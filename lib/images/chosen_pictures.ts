import { shrinkPhoto } from "./shrink.ts";

/**
 * Pictures chosen in a form's file control: made small, shown, and kept until the form is sent. One
 * that is left out stays in sight, so that it can be put back.
 */
export class ChosenPictures {
  #files: File[] = [];
  readonly #leftOut = new Set<File>();

  constructor(private readonly form: HTMLFormElement) {}

  /** How many are to be sent. */
  get count(): number {
    return this.#files.length - this.#leftOut.size;
  }

  /** Adds what was just chosen to what was chosen before. */
  async add(): Promise<void> {
    const chosen = [...this.#input?.files ?? []];
    // One after the other: each takes tens of megabytes while it is decoded.
    for (const file of chosen) this.#files.push(await shrinkPhoto(file));
    this.restore();
  }

  /** Puts the pictures into the form's control, which the server renders empty. */
  restore(): void {
    const input = this.#input;
    if (!input) return;
    this.#fill(input);
    const tile = input.closest("li")!;
    for (const old of tile.parentElement!.querySelectorAll("[data-chosen]")) old.remove();
    for (const file of this.#files) tile.before(this.#preview(file));
  }

  get #input(): HTMLInputElement | null {
    return this.form.querySelector("input[name=files]");
  }

  #fill(input: HTMLInputElement): void {
    const transfer = new DataTransfer();
    for (const file of this.#files) if (!this.#leftOut.has(file)) transfer.items.add(file);
    input.files = transfer.files;
  }

  #preview(file: File): HTMLElement {
    const item = document.createElement("li");
    item.dataset.chosen = "";
    const image = document.createElement("img");
    image.className = "shot";
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.onload = () => URL.revokeObjectURL(image.src);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-text min-h-tap text-md";
    const say = () => {
      const isOut = this.#leftOut.has(file);
      item.classList.toggle("out", isOut);
      button.textContent = isOut ? "Put back" : "Leave out";
      button.ariaLabel = `${button.textContent} ${file.name}`;
    };
    button.onclick = () => {
      if (!this.#leftOut.delete(file)) this.#leftOut.add(file);
      say();
      this.#fill(this.#input!);
      this.form.dispatchEvent(new Event("input"));
    };
    say();
    item.append(image, button);
    return item;
  }
}
