const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for what can be the id of a row. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** The id that an address names, or nothing. */
export function readId(text: string | null): string | undefined {
  return text !== null && isId(text) ? text : undefined;
}
