/** What a column can hold. */
export interface ImportField {
  key: string;
  name: string;
  /** Heads that say so, in lower case. */
  heads: string[];
}

const option = (n: number): ImportField[] => [
  { key: `option${n}_name`, name: `Option ${n}: name`, heads: [`option${n} name`] },
  {
    key: `option${n}_value`,
    name: `Option ${n}: value`,
    heads: [`option${n} value`, ...(n === 1 ? ["variant", "option"] : [])],
  },
];

/** The first head of each is that of a Shopify product export. */
export const PRODUCT_FIELDS: readonly ImportField[] = [
  { key: "handle", name: "Handle (address)", heads: ["handle", "url handle", "slug"] },
  { key: "title", name: "Name", heads: ["title", "name", "product name", "product"] },
  {
    key: "description",
    name: "Description",
    heads: ["body (html)", "body html", "body", "description"],
  },
  { key: "vendor", name: "Vendor", heads: ["vendor", "brand", "maker"] },
  {
    key: "category",
    name: "Category",
    heads: ["product category", "category", "categories", "collection"],
  },
  { key: "type", name: "Type", heads: ["type", "product type"] },
  { key: "tags", name: "Tags", heads: ["tags"] },
  {
    key: "published",
    name: "Shown in the shop (yes or no)",
    heads: ["published", "published on online store"],
  },
  { key: "status", name: "Status", heads: ["status"] },
  ...option(1),
  ...option(2),
  ...option(3),
  { key: "sku", name: "SKU", heads: ["variant sku", "sku", "item code"] },
  {
    key: "grams",
    name: "Weight in grams",
    heads: ["variant grams", "weight value (grams)", "grams", "weight"],
  },
  { key: "tracker", name: "Who counts the stock", heads: ["variant inventory tracker"] },
  {
    key: "quantity",
    name: "In stock",
    heads: [
      "variant inventory qty",
      "inventory quantity",
      "quantity",
      "qty",
      "stock",
      "in stock",
      "on hand",
    ],
  },
  {
    key: "policy",
    name: "When sold out",
    heads: ["variant inventory policy", "continue selling when out of stock"],
  },
  { key: "price", name: "Price", heads: ["variant price", "price", "selling price"] },
  {
    key: "compare_at",
    name: "Price before",
    heads: ["variant compare at price", "compare-at price", "compare at price", "old price"],
  },
  {
    key: "requires_shipping",
    name: "Is delivered (no: a digital product, a draft until it has a file)",
    heads: ["variant requires shipping", "requires shipping"],
  },
  { key: "barcode", name: "Barcode", heads: ["variant barcode", "barcode", "ean", "upc", "gtin"] },
  {
    key: "image",
    name: "Picture address (not taken)",
    heads: ["image src", "product image url", "image", "picture"],
  },
  { key: "seo_title", name: "Title for search engines", heads: ["seo title"] },
  { key: "seo_description", name: "Text for search engines", heads: ["seo description"] },
  { key: "cost", name: "Cost", heads: ["cost per item", "cost", "buying price"] },
];

/** Heads of a Shopify customer export are among them. */
export const CUSTOMER_FIELDS: readonly ImportField[] = [
  { key: "phone", name: "Phone", heads: ["phone", "phone number", "mobile", "telephone"] },
  { key: "name", name: "Name", heads: ["name", "full name", "customer", "customer name"] },
  { key: "first_name", name: "First name", heads: ["first name"] },
  { key: "last_name", name: "Last name", heads: ["last name", "surname"] },
  { key: "email", name: "Email", heads: ["email", "email address", "e-mail"] },
  {
    key: "wants_news",
    name: "Wants news (yes or no)",
    heads: ["accepts marketing", "accepts email marketing", "wants news"],
  },
  { key: "area", name: "Area", heads: ["area", "default address city", "city", "town"] },
  { key: "landmark", name: "Landmark", heads: ["landmark", "default address address1", "address"] },
  { key: "directions", name: "Directions", heads: ["directions", "default address address2"] },
];

export type ImportKind = "products" | "customers";

export const FIELDS: Record<ImportKind, readonly ImportField[]> = {
  products: PRODUCT_FIELDS,
  customers: CUSTOMER_FIELDS,
};

/** What columns hold, as {field: number of the column from 0}. */
export type Mapping = Record<string, number>;

/** What the heads of a file say that its columns hold; each field once, the first column that fits. */
export function guessMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const heads = header.map((head) => head.trim().toLowerCase());
  const mapping: Mapping = {};
  for (const { key, heads: known } of FIELDS[kind]) {
    const head = known.find((one) => heads.includes(one));
    if (head !== undefined) mapping[key] = heads.indexOf(head);
  }
  return mapping;
}

export type MappingProblem = { column: number | null; text: string };

/** Reads what was chosen for each column ("" leaves it out), and says what cannot be. */
export function readMapping(
  kind: ImportKind,
  chosen: readonly string[],
): { mapping: Mapping; problems: MappingProblem[] } {
  const mapping: Mapping = {};
  const problems: MappingProblem[] = [];
  chosen.forEach((key, column) => {
    const field = FIELDS[kind].find((one) => one.key === key);
    if (!field) return;
    if (key in mapping) {
      problems.push({ column, text: `Two columns hold “${field.name}”. Leave one out.` });
    } else mapping[key] = column;
  });
  const lack = whatLacks(kind, mapping);
  if (lack) problems.push({ column: null, text: lack });
  return { mapping, problems };
}

function whatLacks(kind: ImportKind, mapping: Mapping): string | null {
  const has = (...keys: string[]) => keys.some((key) => key in mapping);
  if (kind === "products" && !has("handle", "title", "sku")) {
    return "Say which column holds the name, the handle or the SKU.";
  }
  if (kind === "customers" && !has("phone")) return "Say which column holds the phone number.";
  return null;
}
