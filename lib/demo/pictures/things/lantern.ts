import { darken, lighten } from "../colour.ts";
import { cast, ground } from "../scene.ts";
import { ellipse, type Ink, path, type Point, tag } from "../svg.ts";
import { tube } from "../tube.ts";
import { glass } from "./glass.ts";
import { flame, glow } from "./lamp.ts";
import { vessel } from "./vessel.ts";

/** The storm lantern of every market stall: tank, wick, globe, chimney and wire handle. */
export function lantern(ink: Ink, colour: string): string {
  const part = (profile: readonly (readonly [number, number])[]) =>
    vessel(ink, { profile, colour, gloss: 0.75, depth: 0.6, squash: 0.14, grounded: false });
  const wire = (d: string) => tube(d, { colour: "#8C8A84", width: 11 });
  const side = (s: number) =>
    tube(
      `M${600 + s * 150} 880C${600 + s * 262} 860 ${600 + s * 246} 700 ${600 + s * 236} 560C${
        600 + s * 228
      } 440 ${600 + s * 196} 372 ${600 + s * 84} 372`,
      { colour, width: 30 },
    );
  const outline: Point[] = Array.from({ length: 60 }, (_, i): Point => {
    const turn = i / 60 * 2 * Math.PI;
    return [600 + 240 * Math.sin(turn), 640 - 360 * Math.cos(turn)];
  });
  return cast(ink, outline, 0.11) + ground(ink, [600, 1004], 440) +
    wire("M380 520C300 60 900 60 820 520") +
    glow(ink, [600, 620], 330, 0.55) +
    side(-1) + side(1) +
    part([[64, 270], [84, 300], [60, 322], [60, 352], [96, 372], [110, 420]]) +
    tag("path", { d: wires(), fill: "none", stroke: "#77756F", "stroke-width": 5 }) +
    flame(ink, [600, 720], 130) +
    glass(ink, {
      profile: [[84, 430], [112, 490], [142, 580], [140, 660], [104, 760], [84, 790]],
      tint: "#F0DFB0",
      dense: 0.16,
      squash: 0.13,
      grounded: false,
    }) +
    path(wires(), {
      fill: "none",
      stroke: lighten("#77756F", 0.3),
      "stroke-width": 3.5,
      opacity: 0.7,
    }) +
    part([[70, 770], [96, 792], [104, 830], [70, 850]]) +
    part([[60, 842], [190, 866], [206, 900], [206, 970], [196, 990], [180, 998]]) +
    ellipse([690, 868], [26, 10], { fill: darken(colour, 0.5) }) +
    ellipse([690, 860], [26, 10], { fill: lighten(colour, 0.18) });
}

/** The guard round the globe. */
function wires(): string {
  return "M470 560C540 600 660 600 730 560M462 650C540 690 660 690 738 650M500 460C470 560 462 640 512 776M700 460C730 560 738 640 688 776";
}
