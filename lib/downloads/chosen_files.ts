import { fileProblem } from "./file_rules.ts";

/** Files chosen in a form for their controls, other than pictures, kept until the form is sent. */
export class ChosenFiles {
  #files = new Map<string, File[]>();

  constructor(private readonly form: HTMLFormElement) {}

  get count(): number {
    return [...this.#files.values()].flat().length;
  }

  /** Takes what was just chosen there; answers why a file is left out, before it costs any data. */
  take(input: HTMLInputElement): string | null {
    const chosen = [...input.files ?? []];
    const problems = chosen.map(fileProblem);
    this.#files.set(input.name, chosen.filter((_, i) => problems[i] === null));
    this.#put(input);
    return problems.find((problem) => problem !== null) ?? null;
  }

  /** Puts the files into the form's controls, which the server renders empty. */
  restore(): void {
    for (const name of this.#files.keys()) {
      const input = this.form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`);
      if (input) this.#put(input);
    }
  }

  #put(input: HTMLInputElement): void {
    const transfer = new DataTransfer();
    for (const file of this.#files.get(input.name) ?? []) transfer.items.add(file);
    input.files = transfer.files;
  }
}
