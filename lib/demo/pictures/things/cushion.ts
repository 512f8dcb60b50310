import { darken } from "../colour.ts";
import { shade } from "../light.ts";
import { rope } from "../rope.ts";
import { cast, ground } from "../scene.ts";
import type { Surface } from "../surface.ts";
import { group, type Ink, path, polyline } from "../svg.ts";
import { cushionSurface } from "./sheet.ts";

export interface Cushion {
  colour: string;
  piping: string;
  paint: (face: Surface) => string;
}

/** A square cushion propped up on the table. */
export function cushion(ink: Ink, { colour, piping, paint }: Cushion): string {
  const face = cushionSurface({ y: 630 });
  const outline = polyline(face.outline, { closed: true });
  return cast(ink, face.outline) + ground(ink, [600, 985], 620) +
    path(outline, { fill: colour }) +
    group(linen() + paint(face), { "clip-path": ink.clip(outline) }) +
    shade(ink, face, { gloss: 0.04, depth: 0.62 }) +
    rope(face.outline, {
      width: 13,
      colours: [piping, darken(piping, 0.12)],
      pitch: 7,
      closed: true,
    });
}

/** Fine threads both ways over the whole face. */
function linen(): string {
  const lines = Array.from(
    { length: 100 },
    (_, i) => `M200 ${240 + i * 8}h800M${200 + i * 8} 240v800`,
  );
  return path(lines.join(""), { stroke: "#1A0C06", "stroke-width": 1.5, opacity: 0.05 });
}
