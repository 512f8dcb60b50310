import type { Css } from "./part.ts";
import { tokens } from "./tokens.ts";

/** What elements look like before any class. Kept small: every page carries it. */
export const base: Css = {
  ...tokens,
  // A border is there as soon as it has a width.
  "*,::before,::after": { boxSizing: "border-box", border: "0 solid var(--line)" },
  html: { WebkitTextSizeAdjust: "100%", scrollPaddingBlock: "80px" },
  body: {
    margin: 0,
    background: "var(--bg)",
    color: "var(--ink)",
    font: "400 1rem/1.5 var(--font)",
    display: "flex",
    flexDirection: "column",
    minHeight: "100vh",
    overflowWrap: "break-word",
  },
  "h1,h2,h3,p,ul,ol,dl,dd,figure,fieldset": { margin: 0, padding: 0 },
  "ul,ol": { listStyle: "none" },
  fieldset: { minWidth: 0 },
  "h1,h2": {
    font: "var(--dw) 1.75rem/1.14 var(--display)",
    letterSpacing: "var(--dls)",
    textWrap: "balance",
  },
  h2: { fontSize: "1.375rem" },
  h3: { fontSize: "1rem", lineHeight: 1.35 },
  a: { color: "inherit", textUnderlineOffset: ".2em", textDecorationThickness: "1px" },
  "svg,img": { display: "block" },
  "label,legend": {
    display: "block",
    padding: 0,
    marginBottom: "6px",
    fontWeight: 700,
    fontSize: ".9375rem",
    lineHeight: 1.35,
  },
  "[type=checkbox],[type=radio]": {
    accentColor: "var(--primary)",
    width: "22px",
    height: "22px",
    margin: 0,
    flex: "none",
  },
  "[type=tel]": { direction: "ltr" },
  "[dir=rtl] [type=tel]": { textAlign: "right" },
  // Joined letters must not be drawn together; letters with marks above and below need room.
  "[dir=rtl]": { "--dls": 0 },
  ":is(:lang(ar),:lang(yo),:lang(am)) :is(h1,h2)": { lineHeight: "1.3!important" },
  "[dir=rtl] .flip": { transform: "scaleX(-1)" },
  bdi: { whiteSpace: "nowrap" },
  summary: { cursor: "pointer", listStyle: "none" },
  "summary::-webkit-details-marker": { display: "none" },
  "[hidden]": { display: "none!important" },
  ":focus-visible": {
    outline: "3px solid var(--ink)",
    outlineOffset: "2px",
    borderRadius: "var(--r)",
  },
};
