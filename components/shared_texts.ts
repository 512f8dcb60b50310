import { createContext } from "preact";

/** What parts say that shops and dashboards share. Small, as islands of dashboards carry it. */
export interface SharedTexts {
  skip: string;
  toFix(count: number): string;
  stars(count: number): string;
}

/** English where nobody says otherwise. */
export const SharedTexts = createContext<SharedTexts>({
  skip: "Skip to content",
  toFix: (count) => count === 1 ? "One thing to fix." : `${count} things to fix.`,
  stars: (count) => `${count} of 5 stars`,
});
