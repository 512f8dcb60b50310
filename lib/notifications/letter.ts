import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import type { Letter } from "./templates/mod.ts";

/** The letter as mail readers without HTML show it. */
export function toPlainText(letter: Letter): string {
  const { action, details, footer, lines, paragraphs, title, totals } = letter;
  const blocks = [
    [title],
    paragraphs,
    lines.map(({ name, detail, amount }) => `${name} ${detail}: ${amount}`),
    totals.map(pair),
    details.map(pair),
    [`${action.label}: ${action.url}`],
    [footer],
  ];
  return blocks.filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n") +
    "\n";
}

function pair([label, value]: [string, string]): string {
  return `${label}: ${value}`;
}

const INK = "#13211a";
const MUTED = "#535e57";
const LINE = "#dfddd3";
const PRIMARY = "#0b5a41";

/** The letter as HTML that needs no picture, no style sheet and no network. */
export function toHtml(letter: Letter, language: Language): string {
  const { action, details, footer, lines, paragraphs, subject, title, totals } = letter;
  const { dir } = LANGUAGES[language];
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escape(subject)}</title>`;
  const body = [
    `<h1 style="margin:0 0 12px;font-size:24px;line-height:1.2">${escape(title)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 12px">${escape(text)}</p>`),
    table([
      ...lines.map(({ name, detail, amount }) => row(name, amount, { dir, detail })),
      ...totals.map(([label, amount], i) =>
        row(label, amount, { dir, weight: i === totals.length - 1 ? 700 : 400 })
      ),
    ]),
    table(details.map(([label, value]) => row(label, value, { dir }))),
    `<p style="margin:20px 0"><a href="${escape(action.url)}" style="display:inline-block;` +
    `padding:14px 20px;border-radius:10px;background:${PRIMARY};color:#fff;font-weight:700;` +
    `text-decoration:none">${escape(action.label)}</a></p>`,
    `<p style="margin:0;color:${MUTED};font-size:14px">${escape(footer)}</p>`,
  ];
  return `<!doctype html><html lang="${language}" dir="${dir}"><head>${head}</head>` +
    `<body style="margin:0;padding:24px 16px;color:${INK};font:16px/1.5 sans-serif">` +
    `<div style="max-width:560px;margin:0 auto">${body.join("")}</div></body></html>\n`;
}

function table(rows: string[]): string {
  if (rows.length === 0) return "";
  return `<table role="presentation" style="width:100%;margin:16px 0;border-collapse:collapse">${
    rows.join("")
  }</table>`;
}

interface RowLook {
  dir: "ltr" | "rtl";
  detail?: string;
  weight?: number;
}

function row(first: string, last: string, { dir, detail = "", weight = 400 }: RowLook): string {
  // Mail readers know no logical sides.
  const end = dir === "rtl" ? "left" : "right";
  const cell =
    `padding:8px 0;border-top:1px solid ${LINE};vertical-align:top;font-weight:${weight}`;
  const more = detail && `<br><span style="color:${MUTED};font-size:14px">${escape(detail)}</span>`;
  return `<tr><td style="${cell};padding-${end}:16px">${escape(first)}${more}</td>` +
    `<td style="${cell};text-align:${end}">${escape(last)}</td></tr>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
