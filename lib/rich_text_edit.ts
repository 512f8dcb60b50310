/** A text field: its words and what of them is chosen. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

export type Mark = "bold" | "italic" | "list" | "link";

const AROUND = { bold: "**", italic: "_" } as const;

/** The field after a mark was put on what is chosen, or taken off where it stands already. */
export function applyMark(field: Selected, mark: Mark): Selected {
  if (mark === "list") return toggleList(field);
  if (mark === "link") return makeLink(field);
  return toggleAround(field, AROUND[mark]);
}

function toggleAround({ text, start, end }: Selected, sign: string): Selected {
  const { length } = sign;
  const isOn = text.slice(start - length, start) === sign && text.slice(end, end + length) === sign;
  if (isOn) {
    const without = text.slice(0, start - length) + text.slice(start, end) +
      text.slice(end + length);
    return { text: without, start: start - length, end: end - length };
  }
  const chosen = text.slice(start, end);
  return {
    text: text.slice(0, start) + sign + chosen + sign + text.slice(end),
    start: start + length,
    end: end + length,
  };
}

/** Every line that is touched becomes an item; when all are, none is any more. */
function toggleList({ text, start, end }: Selected): Selected {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", end) === -1 ? text.length : text.indexOf("\n", end);
  const lines = text.slice(from, to).split("\n");
  const isOn = lines.every((line) => line.startsWith("- "));
  const changed = lines.map((line) => isOn ? line.slice(2) : line.replace(/^(- )?/, "- "))
    .join("\n");
  return {
    text: text.slice(0, from) + changed + text.slice(to),
    start: from,
    end: from + changed.length,
  };
}

/** The words as a link, with the place for its address chosen. */
function makeLink({ text, start, end }: Selected): Selected {
  const words = text.slice(start, end) || "words";
  const before = `[${words}](`;
  const address = "https://";
  return {
    text: `${text.slice(0, start)}${before}${address})${text.slice(end)}`,
    start: start + before.length,
    end: start + before.length + address.length,
  };
}

/** The words without the marks that `applyMark` puts on: near enough while somebody types. */
export function withoutMarks(text: string): string {
  return text.replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, "$1").replace(/^[ ]*(?:[-*+>]|\d+[.)]) +/gm, "")
    .replace(/\*\*|(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, "");
}
