import type { Rule } from "@twind/core";
import { AT_600, AT_768, AT_900, part } from "@/components/look/part.ts";

/** The product form, with pictures and the grid of variants, and the first steps of a new shop. */
export const formParts: Rule[] = [
  // Shown with its choice; a browser that cannot tell shows it always.
  part("when-scheduled", {
    "@supports selector(:has(*))": {
      ".card:not(:has([value=scheduled]:checked)) &": { display: "none" },
    },
  }),
  // So is what only files need; where something is wrong in it, it stays in sight.
  part("when-digital", {
    "@supports selector(:has(*))": {
      ".card:not(:has([name=isDigital]:checked)):not(:has(.err)) &": { display: "none" },
    },
  }),
  // What only one kind of discount asks for.
  ...["percent", "amount", "buy_get", "code", "chosen"].map((value) =>
    part(`for-${value}`, {
      "@supports selector(:has(*))": {
        [`form:not(:has([value=${value}]:checked)) &`]: { display: "none" },
      },
    })
  ),
  part("files", {
    marginTop: "8px",
    "& li": { paddingBlock: "12px", borderTop: "1px solid var(--line)" },
    "& li:first-child": { borderTop: 0 },
  }),
  part("imgs", {
    display: "grid",
    gridTemplateColumns: "repeat(2,1fr)",
    gap: "12px",
    [AT_768]: { gridTemplateColumns: "repeat(4,1fr)" },
    "& li": { position: "relative", minWidth: 0 },
    "& .shot": {
      display: "block",
      width: "100%",
      height: "auto",
      aspectRatio: "1",
      borderRadius: "10px",
      background: "var(--sunken)",
      objectFit: "cover",
    },
    // What is to go when the form is saved.
    "& .out .shot": { opacity: ".35" },
    "& li:has([name$=remove]:checked) .shot": { opacity: ".35" },
    // What one says about a picture needs the width of the card.
    "& li:has([open])": {
      gridColumn: "1/-1",
      display: "grid",
      gridTemplateColumns: "96px minmax(0,1fr)",
      gap: "12px",
      alignItems: "start",
    },
    "& .pill": {
      position: "absolute",
      top: "6px",
      insetInlineStart: "6px",
      background: "var(--surface)",
      color: "var(--ink)",
    },
    "& .add": {
      display: "grid",
      placeContent: "center",
      justifyItems: "center",
      gap: "4px",
      width: "100%",
      aspectRatio: "1",
      margin: 0,
      borderRadius: "10px",
      border: "1.5px dashed var(--edge)",
      color: "var(--primary-ink)",
      textAlign: "center",
      cursor: "pointer",
    },
    "& .add:hover": { background: "var(--primary-soft)" },
    "& .add:focus-within": { outline: "3px solid var(--ink)", outlineOffset: "2px" },
  }),
  part("slim", {
    minHeight: "44px!important",
    padding: "8px 10px!important",
    fontVariantNumeric: "tabular-nums",
  }),
  // Cells of many variants: two columns of labelled cells on a phone, a sheet on a desk.
  part("grid-t", {
    border: "1px solid var(--line)",
    borderRadius: "14px",
    background: "var(--surface)",
    "& li": {
      display: "grid",
      gridTemplateColumns: "repeat(2,minmax(0,1fr))",
      gap: "8px",
      padding: "12px 16px",
      borderTop: "1px solid var(--line)",
    },
    "& li:first-child": { borderTop: 0 },
    "& .head": { display: "none" },
    "& .name,& .err": { gridColumn: "1/-1" },
    "& .name": { fontWeight: 500, overflowWrap: "anywhere" },
    "& label": { margin: 0, fontWeight: 400, fontSize: ".8125rem", color: "var(--muted)" },
    "& .slim": { width: "100%", textAlign: "end" },
    [AT_900]: {
      "& li": {
        gridTemplateColumns: "minmax(0,1fr) repeat(3,104px) repeat(2,140px)",
        alignItems: "center",
        paddingBlock: "6px",
      },
      "& .head": {
        display: "grid",
        position: "sticky",
        top: 0,
        zIndex: 1,
        background: "var(--surface)",
        borderRadius: "14px 14px 0 0",
        fontSize: ".8125rem",
        fontWeight: 500,
        color: "var(--muted)",
      },
      "& .head>:not(:first-child)": { textAlign: "end" },
      "& .name": { gridColumn: "auto" },
      "& label>span": { position: "absolute", width: "1px", height: "1px", overflow: "hidden" },
    },
  }),
  part("vt", {
    "& li": {
      position: "relative",
      display: "grid",
      gridTemplateColumns: "minmax(0,1fr) 84px 64px",
      gap: "4px 8px",
      alignItems: "center",
      padding: "8px 16px",
      paddingInlineEnd: "52px",
      borderTop: "1px solid var(--line)",
    },
    "& .head": {
      paddingBlock: "10px",
      borderTop: 0,
      fontSize: ".8125rem",
      fontWeight: 500,
      color: "var(--muted)",
    },
    "& .head>:not(:first-child)": { textAlign: "end" },
    "& .slim": { textAlign: "end" },
    "& details,& .err": { gridColumn: "1/-1", marginInlineEnd: "-36px" },
    "& summary": { position: "absolute", top: "8px", insetInlineEnd: "4px" },
    "& details[open]": { paddingBlock: "12px" },
    "& .off": { color: "var(--muted)", textDecoration: "line-through" },
    [AT_768]: {
      "& li": {
        gridTemplateColumns: "minmax(0,1fr) 116px 96px",
        paddingInline: "20px 64px",
      },
      "& details,& .err": { marginInlineEnd: "-44px" },
      "& summary": { insetInlineEnd: "12px" },
    },
  }),
  part("more", {
    "&>summary": {
      display: "inline-flex",
      alignItems: "center",
      gap: "6px",
      minHeight: "44px",
      color: "var(--primary-ink)",
      fontWeight: 700,
      fontSize: ".9375rem",
    },
    "&[open]>summary": { marginBottom: "8px" },
  }),
  part("pair", {
    display: "grid",
    gap: "16px 12px",
    gridTemplateColumns: "repeat(2,minmax(0,1fr))",
    "& .fld+.fld": { margin: 0 },
    "&.one": { gridTemplateColumns: "minmax(0,1fr)" },
    [AT_600]: { "&.one": { gridTemplateColumns: "repeat(2,minmax(0,1fr))" } },
  }),
  part("threads", {
    height: "16px",
    background: "repeating-linear-gradient(90deg,var(--edge) 0 1px,transparent 1px 6px)",
    "&>div": { overflow: "hidden", borderRadius: "4px 0 0 4px" },
  }),
  part("steps", {
    marginTop: "12px",
    "& li": {
      display: "flex",
      gap: "16px",
      paddingBlock: "16px",
      borderTop: "1px solid var(--line)",
    },
    "& li:first-child": { borderTop: 0 },
    "& li>b": {
      display: "grid",
      placeItems: "center",
      flex: "none",
      width: "28px",
      height: "28px",
      border: "2px solid var(--edge)",
      borderRadius: "50%",
      fontSize: ".8125rem",
    },
    "& .now": {
      borderColor: "var(--primary)",
      background: "var(--primary)",
      color: "var(--on-primary)",
    },
    "& .done>b": {
      borderColor: "var(--ok-soft)",
      background: "var(--ok-soft)",
      color: "var(--ok)",
    },
    "& .done h3": { fontWeight: 400, color: "var(--muted)" },
  }),
  part("mini", {
    maxWidth: "240px",
    marginInline: "auto",
    border: "1px solid var(--line)",
    borderRadius: "20px",
    overflow: "hidden",
    background: "var(--bg)",
    "&>b": { display: "block", padding: "12px 14px", borderBottom: "1px solid var(--line)" },
    "&>div:last-child": {
      display: "grid",
      gridTemplateColumns: "1fr 1fr",
      gap: "10px",
      padding: "14px",
    },
    "& i": {
      display: "grid",
      placeItems: "center",
      aspectRatio: "1",
      border: "1px dashed var(--edge)",
      borderRadius: "8px",
      color: "var(--muted)",
    },
  }),
];
