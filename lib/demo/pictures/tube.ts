import { darken, lighten } from "./colour.ts";
import { group, path } from "./svg.ts";

/** A round rod along a path: cup handles, wire, stems, candles lying down. */
export function tube(
  d: string,
  { colour, width, gloss = 0.4 }: { colour: string; width: number; gloss?: number },
): string {
  const line = { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  const layer = (stroke: string, part: number, shift: number, opacity = 1) =>
    path(d, {
      ...line,
      stroke,
      "stroke-width": width * part,
      opacity,
      transform: shift ? `translate(${-width * shift} ${-width * shift})` : undefined,
    });
  return group(
    layer(darken(colour, 0.5), 1, 0) +
      layer(darken(colour, 0.24), 0.9, 0.02) +
      layer(colour, 0.7, 0.07) +
      layer(lighten(colour, 0.3), 0.36, 0.13, 0.6) +
      layer("#FFFFFF", 0.12, 0.17, gloss),
  );
}
