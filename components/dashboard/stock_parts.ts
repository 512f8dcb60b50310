import type { Rule } from "@twind/core";
import { AT_768, part } from "@/components/look/part.ts";

/** Lists of stock: a line a variant, which opens into the form that changes it. */
export const stockParts: Rule[] = [
  part("stk", {
    "&>li": {
      position: "relative",
      display: "grid",
      gap: "2px 16px",
      alignItems: "center",
      paddingBlock: "10px",
      paddingInline: "16px 60px",
      borderTop: "1px solid var(--line)",
      fontVariantNumeric: "tabular-nums",
      [AT_768]: { gridTemplateColumns: "minmax(0,5fr) minmax(0,4fr)", paddingInline: "20px 64px" },
    },
    "&>li:first-child": { borderTop: 0 },
    "& details": { gridColumn: "1/-1", marginInlineEnd: "-44px" },
    "& summary": { position: "absolute", top: "8px", insetInlineEnd: "8px" },
    "& details[open]": { paddingBlock: "8px" },
  }),
  // A place and what is there: "Main 12, 2 held".
  part("lvl", {
    display: "flex",
    flexWrap: "wrap",
    gap: "0 16px",
    "&>div": { display: "flex", gap: "6px" },
    "& dt": { color: "var(--muted)" },
  }),
  // The sheet of a stock take: a name and a field.
  part("sheet", {
    "&>li": {
      display: "grid",
      gridTemplateColumns: "minmax(0,1fr) 104px",
      gap: "2px 12px",
      alignItems: "center",
      padding: "8px 16px",
      borderTop: "1px solid var(--line)",
      [AT_768]: { paddingInline: "20px" },
    },
    "&>li:first-child": { borderTop: 0 },
    "& .slim": { textAlign: "end" },
    "& .err": { gridColumn: "1/-1" },
  }),
];
