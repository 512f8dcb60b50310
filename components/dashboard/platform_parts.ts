import type { Rule } from "@twind/core";
import { AT_1024, AT_768, AT_900, part } from "@/components/look/part.ts";

const NIGHT = "#0A2A20";

/** The platform's own pages: the landing page and where one signs in. */
export const platformParts: Rule[] = [
  part("si", {
    flex: 1,
    display: "grid",
    gridTemplateRows: "120px 1fr",
    "& main": {
      width: "100%",
      maxWidth: "420px",
      margin: "0 auto",
      padding: "28px 16px 48px",
      alignSelf: "center",
    },
    "& h1": { marginTop: "12px", fontSize: "2rem" },
    [AT_900]: {
      gridTemplateColumns: "5fr 7fr",
      gridTemplateRows: "1fr",
      "& main": { order: -1, paddingInline: "24px" },
      "& h1": { fontSize: "2.5rem" },
    },
  }),
  part("art", {
    position: "relative",
    minHeight: 0,
    overflow: "hidden",
    background: NIGHT,
    "&>svg": { position: "absolute", inset: 0, width: "100%", height: "100%" },
  }),
  part("night", {
    background: NIGHT,
    color: "#F3F6F1",
    "& .mut": { color: "#C9D6CE" },
    "& :focus-visible": { outlineColor: "#FFF" },
    "& .btn-line": { background: "none", color: "inherit", borderColor: "#7FA08F!important" },
    "& .btn-line:hover": { background: "#12382C" },
    "& h1,& h2": { color: "#FFF" },
    // The mark, lit.
    "& [fill='var(--primary)']": { fill: "#57C797" },
  }),
  part("hx", {
    display: "grid",
    gap: "32px",
    paddingTop: "32px",
    "& h1": { fontSize: "3rem", lineHeight: 1, letterSpacing: "-.042em", maxWidth: "12ch" },
    "& .lead": { marginTop: "20px", fontSize: "1.125rem", maxWidth: "34ch" },
    [AT_1024]: {
      gridTemplateColumns: "1fr 1fr",
      alignItems: "center",
      paddingTop: 0,
      "& h1": { fontSize: "clamp(3.75rem,6.2vw,5.25rem)", lineHeight: 0.98 },
      "& .lead": { marginTop: "24px", fontSize: "1.3125rem" },
    },
  }),
  part("stage", {
    position: "relative",
    height: "420px",
    marginInline: "-16px",
    overflow: "hidden",
    "&>svg": { position: "absolute", inset: 0, width: "100%", height: "100%" },
    [AT_768]: { marginInline: "-24px" },
    [AT_1024]: { height: "max(600px,calc(100vh - 60px))", margin: 0 },
  }),
  part("device", {
    position: "absolute",
    top: "44px",
    insetInlineStart: "50%",
    width: "264px",
    height: "580px",
    marginInlineStart: "-132px",
    border: "10px solid #0B0F0D",
    borderRadius: "36px",
    overflow: "hidden",
    background: "var(--bg)",
    color: "var(--ink)",
  }),
  part("prompt", {
    position: "absolute",
    top: "196px",
    insetInlineStart: "50%",
    width: "min(328px, 92%)",
    transform: "translateX(-50%)",
    padding: "14px 18px",
    borderRadius: "14px",
    background: "var(--surface)",
    color: "var(--ink)",
    boxShadow: "0 18px 40px -10px rgb(0 0 0/.55)",
    "& span": { display: "flex", gap: "10px", marginTop: "10px" },
    "& i": {
      width: "12px",
      height: "12px",
      borderRadius: "50%",
      background: "var(--primary)",
    },
    "& .o": { background: "none", boxShadow: "inset 0 0 0 2px var(--edge)" },
  }),
];
