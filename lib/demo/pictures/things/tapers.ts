import { darken, lighten } from "../colour.ts";
import { soft } from "../scene.ts";
import { group, type Ink, path, tag } from "../svg.ts";

/** Two dipped candles that share one wick, hung over a peg. */
export function tapers(ink: Ink, wax: string): string {
  const taper = (x: number, turn: number) => {
    const d =
      "M-10 0C-16 -8 -8 -22 0 -24C8 -22 16 -8 10 0C22 60 40 300 46 560C50 620 40 640 0 644C-40 640 -50 620 -46 560C-40 300 -22 60 -10 0z";
    const across = ink.linear([
      [0, "#1A0C06", 0.2],
      [0.14, "#FFF8EA", 0.2],
      [0.28, "#FFF8EA", 0.62],
      [0.42, "#FFF8EA", 0.08],
      [0.62, "#1A0C06", 0.05],
      [1, "#5A2A06", 0.62],
    ]);
    const rings = Array.from(
      { length: 9 },
      (_, i) => `M${-34 - i} ${470 + i * 18}q${34 + i} 12 ${68 + i * 2} 0`,
    ).join("");
    const body = path(d, { fill: wax }) + path(d, { fill: across }) +
      path(rings, { fill: "none", stroke: darken(wax, 0.35), "stroke-width": 3, opacity: 0.22 }) +
      path("M0 -14V-26", { stroke: "#EADFC8", "stroke-width": 9 });
    const place = `translate(${x} 380) rotate(${turn})`;
    return group(group(soft(d, 0.17, 40), { transform: place }), {
      transform: "translate(44 34)",
    }) + group(body, { transform: place });
  };
  const wick = "M470 362C474 240 540 196 600 194C660 196 726 240 730 362";
  const cord = (stroke: string, width: number) =>
    path(wick, { fill: "none", stroke, "stroke-width": width, "stroke-linecap": "round" });
  return taper(470, 2.5) + taper(730, -2.5) +
    tag("circle", { cx: 626, cy: 224, r: 46, fill: "#1A0C06", opacity: 0.13 }) +
    tag("circle", { cx: 600, cy: 196, r: 42, fill: "#6B4526" }) +
    tag("circle", { cx: 595, cy: 190, r: 36, fill: "#A9743F" }) +
    tag("circle", {
      cx: 595,
      cy: 190,
      r: 22,
      fill: "none",
      stroke: "#7A4E2D",
      "stroke-width": 4,
      opacity: 0.5,
    }) +
    tag("circle", { cx: 585, cy: 178, r: 10, fill: lighten("#A9743F", 0.6), opacity: 0.7 }) +
    cord("#8A7A5C", 13) + cord("#F3E9D2", 9);
}
