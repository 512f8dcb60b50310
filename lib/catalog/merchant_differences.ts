import type { ProductDraft, VariantDraft } from "./merchant_draft.ts";

/** A field in which two versions of a product differ, and what the other one says. */
export interface Difference {
  label: string;
  /** "" when it is empty there. */
  theirs: string;
}

const FIELDS: [keyof ProductDraft, string][] = [
  ["title", "Name"],
  ["description", "Description"],
  ["status", "Status"],
  ["publishAt", "Appears"],
  ["vendor", "Vendor"],
  ["tags", "Tags"],
  ["slug", "Address"],
  ["seoTitle", "Title on Google and WhatsApp"],
  ["seoDescription", "Text on Google and WhatsApp"],
  ["downloadLimit", "Downloads of each file"],
  ["downloadDays", "Days to download"],
];

const VARIANT_FIELDS: [keyof VariantDraft, string][] = [
  ["price", "price"],
  ["compareAt", "price before"],
  ["cost", "cost"],
  ["sku", "SKU"],
  ["barcode", "barcode"],
  ["weight", "weight"],
  ["length", "length"],
  ["width", "width"],
  ["height", "height"],
  ["whenOut", "when it runs out"],
  ["lowStockLevel", "low stock level"],
];

/**
 * What another version of a product has where mine has something else, in the words of the form.
 * Numbers are compared as typed without their spaces and separators.
 */
export function differences(theirs: ProductDraft, mine: ProductDraft): Difference[] {
  const own = new Map(mine.variants.map((variant) => [variant.id, variant]));
  const isNew = theirs.variants.filter(({ id }) => !own.has(id));
  return [
    ...FIELDS.flatMap(([field, label]) => differ(label, theirs[field], mine[field])),
    ...(theirs.categoryId !== mine.categoryId && !mine.newCategory
      ? [{ label: "Category", theirs: theirs.categoryId ? "another one" : "" }]
      : []),
    ...differ("Options", optionWords(theirs), optionWords(mine)),
    ...theirs.variants.flatMap((variant) => {
      const twin = own.get(variant.id);
      if (!twin) return [];
      return VARIANT_FIELDS.flatMap(([field, label]) =>
        differ([...variant.values, label].join(", "), variant[field], twin[field])
      );
    }),
    ...isNew.map(({ values, price }) => ({ label: `New: ${values.join(", ")}`, theirs: price })),
    ...differ("Digital product", yesNo(theirs.isDigital), yesNo(mine.isDigital)),
    ...differ("Files", fileWords(theirs), fileWords(mine)),
    ...differ("Pictures", pictureWords(theirs), pictureWords(mine)),
  ];
}

function differ(label: string, theirs: unknown, mine: unknown): Difference[] {
  return plain(theirs) === plain(mine) ? [] : [{ label, theirs: String(theirs) }];
}

/** "2,450" and "2450" are one price, and no line break differs from another. */
function plain(value: unknown): string {
  const text = String(value).trim().replace(/\s+/g, " ");
  return /^[\d,. ]+$/.test(text) ? text.replace(/[, ]/g, "") : text;
}

const optionWords = ({ options }: ProductDraft) =>
  options.filter(({ name }) => name.trim()).map(({ name, values }) => `${name}: ${values}`)
    .join("; ");

const yesNo = (is: boolean) => is ? "Yes" : "No";

const fileWords = ({ files }: ProductDraft) => {
  const count = files.filter(({ isRemoved }) => !isRemoved).length;
  return count === 1 ? "1 file" : `${count} files`;
};

const pictureWords = ({ pictures }: ProductDraft) =>
  pictures.map(({ alt }, i) => `${i + 1}. ${alt || "not described"}`).join(" ");
