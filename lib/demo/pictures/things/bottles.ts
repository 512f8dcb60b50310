import { darken, lighten } from "../colour.ts";
import { type Label, label } from "../label.ts";
import { ellipse, group, type Ink, path } from "../svg.ts";
import { tube } from "../tube.ts";
import { vessel } from "./vessel.ts";

export interface Bottle {
  amber: string;
  mark: Label["mark"];
  accent: string;
}

/** A small bottle of oil with a rubber dropper. */
export function dropper(ink: Ink, { amber, mark, accent }: Bottle): string {
  const black = { colour: "#2A2725", gloss: 0.45, depth: 0.7, grounded: false };
  const bulb = vessel(ink, {
    ...black,
    profile: [[3, 268], [34, 276], [46, 310], [44, 372], [40, 400]],
  });
  const collar = vessel(ink, {
    ...black,
    cap: true,
    profile: [[72, 394], [76, 406], [76, 486], [72, 494]],
    paint: () => ribs(524, 676, 400, 500),
  });
  return body(ink, {
    amber,
    mark,
    accent,
    profile: [[66, 480], [68, 520], [110, 560], [184, 604], [200, 660], [200, 930], [188, 978], [
      164,
      992,
    ]],
    box: [-0.85, 0.62, 0.44, 0.86],
    top: () => collar + bulb,
  });
}

/** A bottle of hand wash with a pump. */
export function pump(ink: Ink, { amber, mark, accent }: Bottle): string {
  const black = { colour: "#2A2725", gloss: 0.45, depth: 0.7, grounded: false };
  const collar = vessel(ink, {
    ...black,
    cap: true,
    profile: [[68, 394], [72, 406], [72, 470], [68, 478]],
    paint: () => ribs(528, 672, 400, 480),
  });
  const stem = tube("M600 400V318", { colour: "#2A2725", width: 30 });
  const head = tube("M600 290H440Q414 292 410 322", { colour: "#2A2725", width: 34 }) +
    vessel(ink, { ...black, cap: true, profile: [[64, 260], [68, 272], [66, 318], [60, 326]] });
  return body(ink, {
    amber,
    mark,
    accent,
    profile: [[64, 470], [68, 500], [130, 540], [206, 590], [222, 650], [222, 930], [208, 978], [
      182,
      992,
    ]],
    box: [-0.85, 0.62, 0.4, 0.86],
    top: () => stem + collar + head,
  });
}

interface Body extends Bottle {
  profile: readonly (readonly [number, number])[];
  box: Label["box"];
  top: () => string;
}

function body(ink: Ink, { amber, mark, accent, profile, box, top }: Body): string {
  const through = ink.radial([[0, lighten(amber, 0.5), 0.85], [1, amber, 0]]);
  return vessel(ink, {
    profile,
    colour: amber,
    gloss: 0.9,
    depth: 0.78,
    shadow: darken(amber, 0.7),
    paint: (shape) =>
      ellipse([690, 800], [96, 240], { fill: through }) +
      label(shape, { box, paper: "#F8F4EA", ink: "#3A2A1C", accent, mark }),
    upon: top,
  });
}

/** The ridges of a screw cap. */
function ribs(left: number, right: number, top: number, bottom: number): string {
  const count = 22;
  const lines = Array.from(
    { length: count },
    (_, i) => `M${left + (right - left) * i / (count - 1)} ${top + 16}V${bottom}`,
  );
  return group(path(lines.join(""), { stroke: "#FFF8EA", "stroke-width": 2.5, opacity: 0.2 }));
}
