import type { Rule } from "@twind/core";
import { AT_768, AT_900, part } from "./part.ts";

/** What stands on one kind of page of a shop each. */
export const pageParts: Rule[] = [
  part("hero", {
    display: "flex",
    flexDirection: "column-reverse",
    "& div": { padding: "20px 16px 0" },
    "& .pic": { aspectRatio: "4/3" },
    "& h1": { maxWidth: "15ch", fontSize: "2rem", lineHeight: 1.06 },
    "& p": { margin: "12px 0 20px", maxWidth: "40ch", fontSize: "1.0625rem" },
    [AT_768]: {
      display: "grid",
      gridTemplateColumns: "5fr 7fr",
      alignItems: "center",
      paddingInlineStart: "max(24px,calc((100vw - 1168px)/2))",
      "& div": { padding: "24px 32px 24px 0" },
      "& .pic": { aspectRatio: "auto", height: "540px" },
      "& h1": { fontSize: "clamp(2.5rem,4.6vw,3.75rem)", lineHeight: 1.02 },
    },
  }),
  part("say", {
    display: "grid",
    gap: "16px",
    paddingTop: "28px",
    "& li": { display: "flex", gap: "14px" },
    "& svg": { color: "var(--primary-ink)", marginTop: "1px" },
    "& b": { display: "block", lineHeight: 1.4 },
    [AT_768]: { gridTemplateColumns: "repeat(3,1fr)", paddingTop: "36px" },
  }),
  part("crumb", {
    paddingBlock: "4px",
    fontSize: ".875rem",
    color: "var(--muted)",
    "& a": { display: "inline-block", paddingBlock: "12px" },
  }),
  part("pd", {
    display: "grid",
    gridTemplateColumns: "minmax(0,1fr)",
    gap: "20px",
    [AT_900]: {
      gridTemplateColumns: "7fr 5fr",
      gap: "56px",
      alignItems: "start",
      paddingTop: "8px",
      "& h1": { fontSize: "2.25rem" },
    },
  }),
  part("gal", {
    display: "flex",
    gap: "8px",
    marginInline: "-16px",
    paddingInline: "16px",
    overflowX: "auto",
    scrollSnapType: "x mandatory",
    scrollbarWidth: "none",
    "& li": { flex: "0 0 88%", scrollSnapAlign: "center" },
    "& li:only-child": { flex: 1 },
    "& .pic": { aspectRatio: "var(--shot)", borderRadius: "var(--rl)" },
    [AT_900]: {
      display: "grid",
      gridTemplateColumns: "1fr 1fr",
      gap: "12px",
      margin: 0,
      padding: 0,
      overflow: "visible",
      "& li:first-child": { gridColumn: "1/-1" },
      "& li:first-child .pic": { aspectRatio: "6/5" },
      // The last of an even number would stand alone beside a gap.
      "& li:last-child:nth-child(even)": { gridColumn: "1/-1" },
    },
  }),
  part("chips", {
    display: "grid",
    gridTemplateColumns: "repeat(3,minmax(0,1fr))",
    gap: "8px",
  }),
  part("facts", {
    marginTop: "24px",
    borderTop: "1px solid var(--line)",
    "& li": {
      display: "flex",
      gap: "14px",
      paddingBlock: "14px",
      borderBottom: "1px solid var(--line)",
    },
    "& svg": { color: "var(--primary-ink)" },
    "& b": { display: "block" },
  }),
];
