/** Turns the name of a built script into its address; set by the server, absent in the browser. */
export const builtScripts: { of?: (name: string) => string | undefined } = {};

/**
 * The address of a script of `FreshConfig.build.scripts`: it holds the build's id, so its content never
 * changes. On the server alone. Throws when there is no script of that name. Not part of upstream Fresh.
 */
export function builtScript(name: string): string {
  const url = builtScripts.of?.(name);
  if (!url) throw new Error(`There is no script "${name}" in FreshConfig.build.scripts`);
  return url;
}
