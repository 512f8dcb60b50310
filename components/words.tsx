import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Language, type TextKey, type Words, wordsIn } from "@/lib/i18n/mod.ts";
import type { PriceStyle } from "./price_style.ts";
import { SharedTexts } from "./shared_texts.ts";

const WordsContext = createContext<Words>(wordsIn("en"));

/** What the page around this says. On the server alone: an island is given its few texts. */
export function useWords(): Words {
  return useContext(WordsContext);
}

/** Everything inside speaks this language. */
export function Speak(
  { language, children }: { language: Language; children: ComponentChildren },
) {
  const words = wordsIn(language);
  return (
    <WordsContext.Provider value={words}>
      <SharedTexts.Provider value={sharedTexts(words)}>{children}</SharedTexts.Provider>
    </WordsContext.Provider>
  );
}

/** As islands are given it. */
export function priceStyle(words: Words): PriceStyle {
  return { ...words.numbers, was: words.say("frame.was") };
}

function sharedTexts(words: Words): SharedTexts {
  return {
    skip: words.say("frame.skip"),
    toFix: (count) => words.count("frame.toFix", count),
    stars: (stars) => words.say("frame.stars", { stars }),
  };
}

/** A text whose values are markup: a phone number that keeps its direction, a name in bold. */
export function Say(
  { text, ...values }: { text: TextKey } & Record<string, ComponentChildren>,
) {
  const pieces = useWords().raw(text).split(/\{(\w+)\}/);
  return <>{pieces.map((piece, index) => index % 2 === 1 ? values[piece] : piece)}</>;
}
