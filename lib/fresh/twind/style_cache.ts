import { type Preset, twind, type TwindConfig, type TwindUserConfig, virtual } from "@twind/core";

// deno-lint-ignore no-explicit-any
export type AnyTwindConfig = TwindConfig<any> | TwindUserConfig<any, Preset<any>[]>;

export interface StyledClass {
  /** Small number of this class list, the same for the life of the process. */
  id: number;
  /** The class attribute to write; differs from the source only for groups and shortcuts. */
  className: string;
  rules: readonly string[];
}

/** Beyond these numbers something generates class names; what was kept is dropped. */
const MAX_LISTS = 20_000;
const MAX_SHEETS = 500;

/**
 * Generates the rules of each class list once, and the sheet of each set of class lists once.
 * Twind spends milliseconds on what rendering then has for a map lookup.
 */
export class StyleCache {
  readonly #lists = new Map<string, StyledClass>();
  readonly #sheets = new Map<string, string>();
  readonly #guesses = new Map<string, readonly StyledClass[]>();
  readonly #scratch;
  /** Sees every rule ever generated, so that it knows their order among each other. */
  readonly #ranking;
  readonly #base: string;
  /** Never used twice, so that a remembered sheet is always the right one. */
  #nextId = 0;

  constructor(config: AnyTwindConfig) {
    // Without preflight: it is written once, in front of all rules.
    const bare = { ...config, hash: false, preflight: false } as TwindUserConfig;
    this.#scratch = twind(bare, virtual());
    this.#ranking = twind(bare, virtual());
    this.#base = preflightOf(config);
  }

  /** The rules of a class list. */
  style(classList: string): StyledClass {
    const known = this.#lists.get(classList);
    if (known) return known;
    this.#scratch.clear();
    const className = keepOrder(classList, this.#scratch(classList));
    this.#ranking(classList);
    const styled = { id: this.#nextId++, className, rules: [...this.#scratch.target] };
    if (this.#lists.size >= MAX_LISTS) this.#lists.clear();
    this.#lists.set(classList, styled);
    return styled;
  }

  /**
   * The rules of a string that may be a class list or a sentence: it is taken for a list when at
   * least half of its words have rules.
   */
  styleIfClassList(text: string): readonly StyledClass[] {
    const known = this.#guesses.get(text);
    if (known) return known;
    const words = text.split(" ");
    const styled = words.map((word) => this.style(word)).filter(({ rules }) => rules.length > 0);
    const guess = styled.length * 2 >= words.length ? styled : [];
    this.#guesses.set(text, guess);
    return guess;
  }

  /** The sheet for these class lists: no rule twice, in the order in which they apply. */
  sheet(lists: ReadonlySet<StyledClass>): string {
    let key = "";
    for (const { id } of lists) key += id.toString(36) + ",";
    const known = this.#sheets.get(key);
    if (known !== undefined) return known;
    const wanted = new Set<string>();
    for (const { rules } of lists) for (const rule of rules) wanted.add(rule);
    const rules = this.#ranking.target.filter((rule) => wanted.has(rule));
    const css = this.#base + joinRules(rules);
    if (this.#sheets.size >= MAX_SHEETS) this.#sheets.clear();
    this.#sheets.set(key, css);
    return css;
  }
}

/** Twind sorts the names; unless it also changed one, the list stays as it was written. */
function keepOrder(source: string, generated: string): string {
  const names = new Set(source.split(/\s+/).filter((name) => name !== ""));
  const same = generated.split(" ").length === names.size &&
    generated.split(" ").every((name) => names.has(name));
  return same ? source : generated;
}

/** Rules that follow each other under the same condition share its block. */
function joinRules(rules: string[]): string {
  let css = "";
  let open = "";
  for (const rule of rules) {
    const condition = /^@(?:media|supports)[^{]*\{/.exec(rule)?.[0] ?? "";
    if (condition !== open) css += (open && "}") + condition;
    css += condition ? rule.slice(condition.length, -1) : rule;
    open = condition;
  }
  return css + (open && "}");
}

function preflightOf(config: AnyTwindConfig): string {
  if (config.preflight === false) return "";
  const tw = twind({ ...config, hash: false } as TwindUserConfig, virtual());
  tw("");
  return tw.target.join("");
}
