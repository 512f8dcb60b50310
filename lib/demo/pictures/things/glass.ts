import { darken, lighten } from "../colour.ts";
import { cast, ground } from "../scene.ts";
import { type Lathe, lathe } from "../surface.ts";
import { ellipse, group, type Ink, path, polyline } from "../svg.ts";

export interface Glass {
  profile: readonly (readonly [number, number])[];
  x?: number;
  squash?: number;
  tint: string;
  /** 0 lets all light through. */
  dense?: number;
  /** Seen through the glass: what stands behind it or inside. */
  within?: (body: Lathe) => string;
  upon?: (body: Lathe) => string;
  grounded?: boolean;
}

/** Blown glass: thin in the middle, deep in colour at its edges and foot, with the window in it. */
export function glass(ink: Ink, spec: Glass): string {
  const { x = 600, squash = 0.17, tint, dense = 0.34, grounded = true } = spec;
  const body = lathe(spec.profile, { x, squash });
  const outline = polyline(body.outline, { closed: true });
  const deep = darken(tint, 0.45);
  const walls = ink.linear([
    [0, deep, 0.75],
    [0.05, tint, 0.55],
    [0.16, tint, dense],
    [0.5, lighten(tint, 0.4), dense * 0.55],
    [0.84, tint, dense],
    [0.95, tint, 0.6],
    [1, deep, 0.8],
  ]);
  const base = ink.linear([[0, deep, 0], [0.72, tint, 0], [0.9, tint, 0.5], [1, deep, 0.75]], {
    x1: 0,
    x2: 0,
    y1: 0,
    y2: 1,
  });
  const mouth = [body.top.radius, body.top.radius * squash] as const;
  const shadow = grounded
    ? group(cast(ink, body.outline, 0.08)) +
      ground(ink, [x, body.bottom.y + squash * body.bottom.radius * 0.6], body.bottom.radius * 2) +
      ellipse([x + body.bottom.radius * 0.9, body.bottom.y + 34], [body.bottom.radius * 0.9, 22], {
        fill: ink.radial([[0, lighten(tint, 0.3), 0.6], [1, tint, 0]]),
      })
    : "";
  return shadow + (spec.within?.(body) ?? "") +
    ellipse([x, body.top.y], mouth, {
      fill: tint,
      "fill-opacity": dense * 0.7,
      stroke: deep,
      "stroke-width": 3,
      "stroke-opacity": 0.5,
    }) +
    path(outline, { fill: walls }) + path(outline, { fill: base }) + reflections(body) +
    ellipse([x, body.top.y], mouth, {
      fill: "none",
      stroke: lighten(tint, 0.55),
      "stroke-width": 6,
      "stroke-opacity": 0.85,
    }) +
    (spec.upon?.(body) ?? "");
}

function reflections(body: Lathe): string {
  const pane = (
    left: number,
    right: number,
    [top, bottom]: readonly [number, number],
    opacity: number,
  ) => {
    const steps = [0, 0.2, 0.4, 0.6, 0.8, 1].map((s) => top + (bottom - top) * s);
    const line = [
      ...steps.map((v) => body.at(left, v)),
      ...steps.reverse().map((v) => body.at(right, v)),
    ];
    return path(polyline(line, { closed: true }), {
      fill: "#FFFFFF",
      opacity,
      "stroke-linejoin": "round",
      stroke: "#FFFFFF",
      "stroke-width": 5,
    });
  };
  return pane(-0.95, -0.72, [0.08, 0.66], 0.5) + pane(-0.64, -0.6, [0.08, 0.66], 0.4) +
    pane(0.98, 1.08, [0.16, 0.78], 0.28);
}
