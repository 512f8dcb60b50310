const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
// deno-lint-ignore no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text as it may stand in an element or attribute of XML 1.0. */
export function xml(text: string): string {
  return text.replace(NOT_XML, "").replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}

/** A file as it is made, piece by piece. */
export function stream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(pieces).pipeThrough(new TextEncoderStream());
}
