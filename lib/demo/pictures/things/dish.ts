import { darken, lighten } from "../colour.ts";
import { ground } from "../scene.ts";
import { type Ink, path } from "../svg.ts";

/** A soap dish of wooden slats on two feet. */
export function slattedDish(ink: Ink): string {
  const wood = "#A9743F";
  const slats = Array.from({ length: 7 }, (_, i) => {
    const y = 968 - i * 16;
    const inset = i * 9;
    return path(`M${200 + inset} ${y}H${1000 - inset * 0.2}l-4 13H${196 + inset}z`, {
      fill: i % 2 ? wood : lighten(wood, 0.14),
    }) +
      path(`M${196 + inset} ${y + 13}H${996 - inset * 0.2}v4H${196 + inset}z`, {
        fill: darken(wood, 0.55),
      });
  });
  const front = path("M196 982H996V1002H196z", { fill: darken(wood, 0.12) }) +
    path("M198 984H994", { stroke: lighten(wood, 0.5), "stroke-width": 4, opacity: 0.6 });
  const feet = path("M250 1002H330V1024H250zM862 1002H942V1024H862z", { fill: darken(wood, 0.45) });
  return ground(ink, [600, 1020], 860) + feet + slats.reverse().join("") + front;
}
