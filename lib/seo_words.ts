/** About as many letters as search engines show, and what an empty field means. */
const FIELDS = {
  title: { fits: 60, empty: "Made of the name when left empty." },
  text: { fits: 155, empty: "The start of the description when left empty." },
};

export interface SeoSource {
  /** Of the product or whatever the page is about. */
  name: string;
  shop: string;
  seoTitle: string;
  seoDescription: string;
  /** Its description without marks. */
  plain: string;
}

/** Title and text of a page for search engines and chats: those written for them, else of its own words. */
export function seoWords({ name, shop, seoTitle, seoDescription, plain }: SeoSource) {
  return {
    title: seoTitle || `${name} · ${shop}`,
    description: seoDescription || firstWords(plain) || `${name} from ${shop}.`,
  };
}

/** What to know about such a field while it is typed. */
export function lengthAdvice(kind: keyof typeof FIELDS, text: string): string {
  const { length } = text.trim();
  const { fits, empty } = FIELDS[kind];
  if (length === 0) return `${empty} About ${fits} letters fit.`;
  const count = length === 1 ? "1 letter." : `${length} letters.`;
  return length <= fits ? `${count} About ${fits} fit.` : `${count} The end is cut after ${fits}.`;
}

/** As much as a search result shows, cut between words. */
export function firstWords(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= FIELDS.text.fits) return flat;
  return flat.slice(0, FIELDS.text.fits).replace(/\s+\S*$/, "") + "…";
}
