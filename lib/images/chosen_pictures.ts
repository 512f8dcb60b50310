import { shrinkPhoto } from "./shrink.ts";

/** Pictures chosen in a form's file control: made small, shown, and kept until the form is sent. */
export class ChosenPictures {
  #files: File[] = [];

  constructor(private readonly form: HTMLFormElement) {}

  get count(): number {
    return this.#files.length;
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
    const transfer = new DataTransfer();
    for (const file of this.#files) transfer.items.add(file);
    input.files = transfer.files;
    this.#show(input);
  }

  get #input(): HTMLInputElement | null {
    return this.form.querySelector("input[name=files]");
  }

  #show(input: HTMLInputElement): void {
    const tile = input.closest("li")!;
    for (const old of tile.parentElement!.querySelectorAll("[data-chosen]")) old.remove();
    for (const file of this.#files) tile.before(this.#preview(file));
  }

  #preview(file: File): HTMLElement {
    const item = document.createElement("li");
    item.dataset.chosen = "";
    const image = document.createElement("img");
    image.className = "shot";
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.onload = () => URL.revokeObjectURL(image.src);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn btn-text min-h-tap text-md";
    remove.textContent = "Leave out";
    remove.ariaLabel = `Leave out ${file.name}`;
    remove.onclick = () => {
      this.#files = this.#files.filter((kept) => kept !== file);
      this.restore();
      this.form.dispatchEvent(new Event("input"));
    };
    item.append(image, remove);
    return item;
  }
}
