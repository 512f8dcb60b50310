import { darken, lighten } from "../colour.ts";
import { ellipse, group, type Ink, path, type Point } from "../svg.ts";

/** A round roll with a cut across, dusted with flour. */
export function roll(ink: Ink, [x, y]: Point, radius: number, turn: number): string {
  const crust = "#C98B45";
  const fill = ink.radial([[0, lighten(crust, 0.5)], [0.5, crust], [1, darken(crust, 0.45)]], {
    cx: 0.36,
    cy: 0.3,
    r: 0.78,
  });
  const cut = (shift: number) =>
    `M${-radius * 0.62} ${shift}Q0 ${shift - radius * 0.26} ${radius * 0.62} ${shift}Q0 ${
      shift + radius * 0.02
    } ${-radius * 0.62} ${shift}z`;
  const cuts = group(
    [-0.2, 0.16].map((s) => path(cut(radius * s), { fill: "#F3DFB8", opacity: 0.9 })).join(""),
    { transform: `translate(${x} ${y - radius * 0.1}) rotate(${turn})` },
  );
  return ellipse([x + 5, y + 9], [radius, radius * 0.8], { fill: "#1A0C06", opacity: 0.3 }) +
    ellipse([x, y], [radius, radius * 0.8], { fill }) + cuts;
}
