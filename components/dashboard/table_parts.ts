import type { Rule } from "@twind/core";
import { AT_1024, AT_768, part } from "@/components/look/part.ts";

/** A table on a phone: heads are for screen readers, rows are laid out one by one. */
const CARDS = {
  "& thead": {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
  },
  "&,& tbody,& td": { display: "block" },
};

/** Orders on a phone: who and how much on top, number and time below, then the states. */
const ORDER_CARDS = {
  ...CARDS,
  "& tr": {
    display: "grid",
    gridTemplateColumns: "minmax(0,1fr) auto",
    gap: "3px 12px",
    padding: "14px 16px",
    borderBottom: "1px solid var(--line)",
  },
  "& tbody tr:last-child": { borderBottom: 0 },
  "& tr>td": { padding: "0!important", borderBottom: "0!important" },
  "& .wide": { display: "none" },
  "& .who": { order: -4 },
  "& .amt": { order: -3 },
  "& .no": { order: -2, fontWeight: 400, color: "var(--muted)", fontSize: ".875rem" },
  "& .no a": { display: "inline-block", lineHeight: "24px", fontWeight: 400 },
  "& .when": { order: -1 },
  "& .st": { marginTop: "6px" },
};

/** Tables, and how they become cards on a phone. */
export const tableParts: Rule[] = [
  part("tbl", {
    width: "100%",
    borderCollapse: "collapse",
    textAlign: "start",
    fontVariantNumeric: "tabular-nums",
    "& th": {
      padding: "10px 12px",
      borderBottom: "1px solid var(--line)",
      textAlign: "start",
      fontWeight: 500,
      fontSize: ".8125rem",
      color: "var(--muted)",
      whiteSpace: "nowrap",
    },
    "& td": { padding: "12px", borderBottom: "1px solid var(--line)" },
    "& tr>:first-child": { paddingInlineStart: "16px" },
    "& tr>:last-child": { paddingInlineEnd: "16px" },
    "& tbody tr": { position: "relative" },
    "& tbody tr:hover": { background: "var(--bg)" },
    "& tbody tr:last-child td": { borderBottom: 0 },
    "& .r": { textAlign: "end" },
    [AT_768]: {
      "& tr>:first-child": { paddingInlineStart: "20px" },
      "& tr>:last-child": { paddingInlineEnd: "20px" },
    },
  }),
  // The link of a row covers the row.
  part("rl", {
    fontWeight: 700,
    textDecoration: "none",
    "&::after": { content: '""', position: "absolute", inset: 0 },
  }),
  part("manybar", {
    position: "sticky",
    bottom: "72px",
    zIndex: 3,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    marginTop: "12px",
    padding: "10px 12px",
    border: "1px solid var(--line)",
    borderRadius: "var(--r)",
    background: "var(--surface)",
    boxShadow: "var(--lift)",
    [AT_1024]: { bottom: "16px" },
    // Until something is chosen nobody needs it; browsers that cannot tell show it always.
    "@supports selector(:has(*))": {
      "form:not(:has([name=number]:checked))>&": { display: "none" },
    },
  }),
  part("cards", { "@media (max-width:767px)": ORDER_CARDS }),
  // The same with a box to choose each.
  part("picks", {
    "& .sel": { width: "44px", paddingInlineEnd: 0 },
    "& .sel label": {
      position: "relative",
      zIndex: 1,
      display: "grid",
      placeItems: "center",
      width: "44px",
      height: "44px",
      margin: "-10px -12px",
    },
    "& .sel input": { width: "20px", height: "20px", accentColor: "var(--primary)" },
    "& tr[aria-current]": { boxShadow: "inset 3px 0 var(--primary)" },
    "@media (max-width:767px)": {
      ...ORDER_CARDS,
      "& tr": {
        ...ORDER_CARDS["& tr"],
        gridTemplateColumns: "auto minmax(0,1fr) auto",
      },
      "& .sel": { order: -5, gridRow: "1/4", alignSelf: "start", width: "24px" },
      "& .who,& .no,& .st": { minWidth: 0 },
    },
  }),
  part("goods-t", {
    "& .what>span": { display: "flex", alignItems: "center", gap: "12px" },
    "@media (max-width:767px)": {
      ...CARDS,
      "& tr": {
        display: "grid",
        gridTemplateColumns: "auto minmax(0,1fr) auto",
        alignItems: "center",
        gap: "2px 10px",
        padding: "10px 16px",
        borderBottom: "1px solid var(--line)",
      },
      "& tbody tr:last-child": { borderBottom: 0 },
      "& tr>td": { padding: "0!important", borderBottom: "0!important" },
      "& .wide": { display: "none" },
      // Picture, name and price; below the name its state and stock.
      "& .what": { gridColumn: "1/3" },
      "& .amt": { order: -1 },
      "& .what,& .amt": { gridRow: 1 },
      "& .st": { paddingInlineStart: "64px!important" },
      "& .stock": { textAlign: "start", gridColumn: "2/-1" },
    },
  }),
];
