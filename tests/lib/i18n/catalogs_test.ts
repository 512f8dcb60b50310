import assert from "node:assert/strict";
import type { Plural } from "@/lib/i18n/catalog.ts";
import { LANGUAGE_CODES, LANGUAGES } from "@/lib/i18n/languages.ts";
import { CATALOGS } from "@/lib/i18n/words.ts";

type Texts = Record<string, string | Plural>;

/** Words that are the same as in English, by language. */
const SAME: Record<string, string[]> = {
  fr: ["cart.total", "contact.message", "message.total"],
  sw: ["checkout.tax"],
  ha: ["checkout.tax"],
  yo: ["checkout.tax"],
  pt: ["cart.total", "message.total"],
};

/** Of these a number is said as a word: "two items". */
const WORDED = ["zero", "one", "two"];

function entriesOf(language: keyof typeof CATALOGS): [key: string, text: string | Plural][] {
  return Object.entries(CATALOGS[language]).flatMap(([area, texts]) =>
    Object.entries(texts as Texts).map(([name, text]) => [`${area}.${name}`, text] as const)
  ).map(([key, text]) => [key, text]);
}

function formsOf(text: string | Plural): [category: string, form: string][] {
  return typeof text === "string" ? [["", text]] : Object.entries(text);
}

function namesIn(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted();
}

const ENGLISH = new Map(entriesOf("en"));

for (const language of LANGUAGE_CODES) {
  Deno.test(`${LANGUAGES[language].name} says everything, and nothing that English does not`, () => {
    const entries = entriesOf(language);
    assert.deepEqual(entries.map(([key]) => key).toSorted(), [...ENGLISH.keys()].toSorted());
    for (const [key, text] of entries) {
      for (const [, form] of formsOf(text)) {
        assert.ok(form.trim() === form && form !== "", `${language} ${key}: "${form}"`);
        assert.equal(form, form.normalize("NFC"), `${key} is not NFC`);
      }
    }
  });

  Deno.test(`${LANGUAGES[language].name} has a form for every number it tells apart`, () => {
    const categories = new Intl.PluralRules(LANGUAGES[language].locale)
      .resolvedOptions().pluralCategories.toSorted();
    for (const [key, text] of entriesOf(language)) {
      assert.equal(typeof text, typeof ENGLISH.get(key), key);
      if (typeof text === "object") assert.deepEqual(Object.keys(text).toSorted(), categories, key);
    }
  });

  Deno.test(`${LANGUAGES[language].name} fills in what English fills in`, () => {
    for (const [key, text] of entriesOf(language)) {
      const english = ENGLISH.get(key)!;
      const names = namesIn(typeof english === "string" ? english : english.other);
      for (const [category, form] of formsOf(text)) {
        const own = namesIn(form);
        const left = names.filter((name) => !own.includes(name));
        // Text messages in other scripts hold 70 letters: they leave out the greeting.
        const isFree = (name: string) =>
          (name === "{count}" && WORDED.includes(category)) ||
          (/^message\.sms/.test(key) && /\{(greeting|store)\}/.test(name));
        assert.deepEqual(left.filter((name) => !isFree(name)), [], `${language} ${key}: ${form}`);
        assert.deepEqual(own.filter((name) => !names.includes(name)), [], `${language} ${key}`);
      }
    }
  });

  if (language === "en") continue;
  Deno.test(`${LANGUAGES[language].name} has no text left in English`, () => {
    const same = entriesOf(language).filter(([key, text]) =>
      JSON.stringify(text) === JSON.stringify(ENGLISH.get(key))
    ).map(([key]) => key);
    // A greeting and a name, a fee behind a name: nothing in them is a word.
    const isWordless = (key: string) => {
      const english = ENGLISH.get(key);
      return typeof english === "string" && !/\p{L}/u.test(english.replace(/\{\w+\}/g, ""));
    };
    assert.deepEqual(
      same.filter((key) => !isWordless(key)).toSorted(),
      (SAME[language] ?? []).toSorted(),
    );
  });
}

Deno.test("no text is markup, and typography is that of prose", () => {
  for (const language of LANGUAGE_CODES) {
    for (const [key, text] of entriesOf(language)) {
      for (const [, form] of formsOf(text)) {
        assert.doesNotMatch(form, /[<>"`]|\.\.\.|!| {2}/, `${language} ${key}: ${form}`);
      }
    }
  }
});
