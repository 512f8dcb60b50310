import { darken, lighten } from "../colour.ts";
import { speckle } from "../paint.ts";
import { group, type Ink, path } from "../svg.ts";
import { tube } from "../tube.ts";
import { vessel } from "./vessel.ts";

/** An enamel kettle with a wooden grip. */
export function kettle(ink: Ink, { colour, edge }: { colour: string; edge: string }): string {
  const lid = vessel(ink, {
    profile: [[3, 492], [60, 498], [132, 520], [168, 552]],
    colour,
    gloss: 0.8,
    depth: 0.5,
    squash: 0.2,
    grounded: false,
  });
  const knob = vessel(ink, {
    profile: [[3, 440], [30, 446], [36, 466], [20, 486], [16, 502]],
    colour: "#8A5A34",
    gloss: 0.4,
    squash: 0.2,
    grounded: false,
  });
  return vessel(ink, {
    profile: [[166, 548], [232, 590], [288, 680], [306, 790], [296, 900], [262, 970], [240, 988]],
    colour,
    gloss: 0.8,
    depth: 0.55,
    squash: 0.2,
    lip: { colour: edge, width: 10 },
    behind: () => spout(colour, edge) + bail(),
    paint: (body) =>
      speckle(body, { count: 90, colour: lighten(colour, 0.5), size: 3.6, seed: "kettle" }),
    upon: () => lid + knob,
  });
}

/** Drawn as ever narrower rods, so that it tapers toward the mouth. */
function spout(colour: string, edge: string): string {
  const shape = "M352 830C250 800 236 690 196 596L262 566C300 640 330 690 402 700z";
  const shine = "M330 770C270 730 258 660 226 592";
  return group(
    path(shape, { fill: darken(colour, 0.2) }) +
      path(shine, {
        fill: "none",
        stroke: lighten(colour, 0.35),
        "stroke-width": 26,
        opacity: 0.55,
        "stroke-linecap": "round",
      }) +
      path(shine, {
        fill: "none",
        stroke: "#FFFFFF",
        "stroke-width": 7,
        opacity: 0.5,
        "stroke-linecap": "round",
      }) +
      path("M340 832C244 800 232 694 198 604", {
        fill: "none",
        stroke: "#1A0C06",
        "stroke-width": 14,
        opacity: 0.18,
      }) +
      path("M190 598L266 562", { stroke: edge, "stroke-width": 15, "stroke-linecap": "round" }),
  );
}

function bail(): string {
  return tube("M372 640C340 240 860 240 828 640", { colour: "#9A968C", width: 20 }) +
    tube("M478 345C560 318 640 318 722 345", { colour: "#8A5A34", width: 46 });
}
