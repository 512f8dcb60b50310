import slugify from "@sindresorhus/slugify";

/**
 * An address out of a name: "Kikapu & Kin" becomes "kikapu-kin". A word that would be cut is left
 * out. Empty when nothing of the name can be written in plain Latin.
 */
export function slugOf(name: string, maxLength: number): string {
  const slug = slugify(name.slice(0, 4 * maxLength), {
    decamelize: false,
    customReplacements: [["&", " "], ["'", ""], ["’", ""]],
  });
  if (slug.length <= maxLength) return slug;
  const whole = slug.slice(0, maxLength + 1).replace(/-[^-]*$/, "");
  return whole.slice(0, maxLength);
}
