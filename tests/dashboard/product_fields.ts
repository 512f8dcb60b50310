/** A product form with one variant as the browser would send it. */
export function productForm(
  change: Record<string, string> = {},
  files: { name: string; bytes: Uint8Array | string }[] = [],
): FormData {
  const form = new FormData();
  const fields = {
    intent: "save",
    productId: crypto.randomUUID(),
    title: "Kitui basket",
    description: "",
    status: "published",
    categoryId: "",
    newCategory: "",
    slug: "",
    seoTitle: "",
    seoDescription: "",
    ...variantFields(0, {}),
    ...change,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const { name, bytes } of files) {
    form.append(
      "files",
      new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], name),
    );
  }
  return form;
}

/** The fields of one row of the variants. */
export function variantFields(row: number, change: Record<string, string>): Record<string, string> {
  const fields = {
    id: crypto.randomUUID(),
    values: "[]",
    price: "2,450",
    compareAt: "",
    cost: "",
    stock: "5",
    shown: "0",
    counted: "0",
    sku: "",
    barcode: "",
    weight: "",
    whenOut: "stop",
    lowStockLevel: "3",
    ...change,
  };
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`variants.${row}.${name}`, value]),
  );
}

/** The fields of a form as its page shows them, so that it can be sent back. */
export function readFormFields(html: string, id = "product"): Record<string, string> {
  const form = new RegExp(`<form[^>]* id="${id}"[\\s\\S]*?</form>`).exec(html)![0];
  const fields: Record<string, string> = { intent: "save" };
  for (const [tag] of form.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const type = /\btype="([^"]*)"/.exec(tag)?.[1];
    if (!name || type === "file") continue;
    if ((type === "checkbox" || type === "radio") && !/\bchecked\b/.test(tag)) continue;
    fields[name] = unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? contentOf(form, name));
  }
  return fields;
}

function contentOf(form: string, name: string): string {
  const quoted = name.replaceAll(".", "\\.");
  const text = new RegExp(`<textarea[^>]*name="${quoted}"[^>]*>([^<]*)</textarea>`).exec(form)?.[1];
  if (text !== undefined) return text;
  const select = new RegExp(`<select[^>]*name="${quoted}"[^>]*>([\\s\\S]*?)</select>`).exec(form)
    ?.[1];
  const chosen = /<option(?=[^>]*\bselected)[^>]*\bvalue="([^"]*)"/.exec(select ?? "");
  return chosen?.[1] ?? "";
}

function unescape(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
