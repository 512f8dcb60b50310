/** "priceMinor" of "price_minor". */
export function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** "CreateProduct" of "create_product". */
export function pascal(name: string): string {
  const inner = camel(name);
  return inner[0]!.toUpperCase() + inner.slice(1);
}

/** "category" of "categories", "status" of "statuses": of plural words alone. */
export function singular(word: string): string {
  return word.replace(/ies$/i, "y").replace(/(status|class|match)es$/i, "$1").replace(
    /(?<!s|statu)s$/i,
    "",
  );
}

/** What GraphQL calls a word that is elsewhere "partly_paid", "orders.view" or "30": names begin with no digit. */
export function enumName(word: string): string {
  return word.replace(/\W|^(?=\d)/g, "_").toUpperCase();
}
