import type { english } from "./en/mod.ts";

/** English says which texts there are; every other language has the same. */
export type English = typeof english;
type Area = keyof English;

/** A text by how many it speaks of; which categories a language needs, `Intl.PluralRules` says. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Every text of a shop in one language, in areas of its pages. */
export type Catalog = {
  readonly [A in Area]: {
    readonly [Name in keyof English[A]]: English[A][Name] extends string ? string : Plural;
  };
};

/** "cart.title" */
export type Key = { [A in Area]: `${A}.${keyof English[A] & string}` }[Area];

type EntryOf<K extends Key> = K extends `${infer A extends Area}.${infer Name}`
  ? English[A][Name & keyof English[A]]
  : never;

export type TextKey = { [K in Key]: EntryOf<K> extends string ? K : never }[Key];
export type PluralKey = Exclude<Key, TextKey>;

/** The names in braces. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest>
  : never;

type Names<K extends Key> = EntryOf<K> extends { other: infer Text }
  ? Exclude<NamesIn<Text>, "count">
  : NamesIn<EntryOf<K>>;

/** What a text has to be told: nothing, or a value for each name in braces. */
export type Values<K extends Key> = [Names<K>] extends [never] ? []
  : [values: Record<Names<K>, string | number>];

/** Texts for an island, which gets no others: by the last part of their keys. */
export type Picked<K extends Key> = {
  [Each in K as Each extends `${string}.${infer Name}` ? Name : never]: string;
};
