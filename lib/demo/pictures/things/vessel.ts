import { darken, lighten } from "../colour.ts";
import { type Material, shade } from "../light.ts";
import { cast, ground } from "../scene.ts";
import { type Lathe, lathe } from "../surface.ts";
import { ellipse, group, type Ink, path, polyline } from "../svg.ts";

export interface Vessel extends Material {
  /** [radius, y] from lip to foot. A first radius under 4 is a closed top. */
  profile: readonly (readonly [number, number])[];
  x?: number;
  squash?: number;
  colour: string;
  /** Patterns, bands and labels, laid under the light. */
  paint?: (body: Lathe) => string;
  /** A flat top instead of an opening. */
  cap?: boolean;
  /** Colour inside, and what fills it: a level from the lip down and its colour. */
  inside?: string;
  filled?: { colour: string; down: number };
  lip?: { colour: string; width: number };
  /** Drawn behind the body and in front of it: handles, spouts, flames. */
  behind?: (body: Lathe) => string;
  upon?: (body: Lathe) => string;
  /** A thing that stands on another thing leaves no shade of its own. */
  grounded?: boolean;
}

/** A pot, cup, tin or jar: one turned body in one material, standing on the table. */
export function vessel(ink: Ink, spec: Vessel): string {
  const { x = 600, squash = 0.17, grounded = true } = spec;
  const body = lathe(spec.profile, { x, squash });
  const outline = polyline(body.outline, { closed: true });
  const open = !spec.cap && body.top.radius > 4;
  const foot = [x, body.bottom.y + squash * body.bottom.radius * 0.6] as const;
  const shadows = grounded
    ? cast(ink, body.outline) + ground(ink, foot, body.bottom.radius * 2.1)
    : "";
  return shadows +
    (spec.behind?.(body) ?? "") +
    (spec.cap ? cap(ink, body, spec.colour) : "") +
    (open ? mouth(ink, body, spec) : "") +
    path(outline, { fill: spec.colour }) +
    group(spec.paint?.(body) ?? "", { "clip-path": ink.clip(outline) }) +
    shade(ink, body, spec) +
    (open ? gleam(body, spec.gloss ?? 0) : "") +
    (open || spec.cap ? lip(body, spec) : "") +
    (spec.upon?.(body) ?? "");
}

/** The window itself, mirrored in a glaze. */
function gleam(body: Lathe, gloss: number): string {
  if (gloss < 0.4) return "";
  const pane = (left: number, right: number, top: number, bottom: number) => {
    const steps = [0, 0.2, 0.4, 0.6, 0.8, 1].map((s) => top + (bottom - top) * s);
    const line = [
      ...steps.map((v) => body.at(left, v)),
      ...steps.reverse().map((v) => body.at(right, v)),
    ];
    return path(polyline(line, { closed: true }), {
      fill: "#FFFFFF",
      "stroke-linejoin": "round",
      stroke: "#FFFFFF",
      "stroke-width": 6,
    });
  };
  const panes = pane(-0.98, -0.78, 0.1, 0.62) + pane(-0.72, -0.68, 0.1, 0.62);
  return group(panes, { opacity: gloss * 0.42 });
}

/** The flat top of a lid, in the light of the window. */
function cap(ink: Ink, { x, squash, top }: Lathe, colour: string): string {
  const fill = ink.linear([[0, lighten(colour, 0.5)], [0.6, lighten(colour, 0.22)], [
    1,
    lighten(colour, 0.04),
  ]], { x2: 1, y2: 0.4 });
  return ellipse([x, top.y], [top.radius, top.radius * squash], { fill });
}

function mouth(ink: Ink, { x, squash, top }: Lathe, spec: Vessel): string {
  const colour = spec.inside ?? darken(spec.colour, 0.35);
  const fill = ink.linear([[0, darken(colour, 0.62)], [0.5, darken(colour, 0.3)], [
    1,
    lighten(colour, 0.12),
  ]], {
    x1: 0,
    y1: 0,
    x2: 1,
    y2: 0.25,
  });
  const radii = [top.radius, top.radius * squash] as const;
  const inner = ellipse([x, top.y], radii, { fill });
  if (!spec.filled) return inner;
  const { colour: liquid, down } = spec.filled;
  const rim = `M${x - radii[0]} ${top.y}a${radii[0]} ${radii[1]} 0 1 0 ${2 * radii[0]} 0a${
    radii[0]
  } ${radii[1]} 0 1 0 ${-2 * radii[0]} 0z`;
  const level = ellipse([x, top.y + down], [radii[0] * 0.97, radii[1] * 0.97], {
    fill: ink.linear([[0, darken(liquid, 0.3)], [1, lighten(liquid, 0.18)]], { x2: 1, y2: 0.2 }),
  });
  return inner + group(level, { "clip-path": ink.clip(rim) });
}

function lip({ x, squash, top }: Lathe, { lip, colour }: Vessel): string {
  const { colour: edge, width } = lip ?? { colour: lighten(colour, 0.22), width: 6 };
  const ring = (look: Record<string, string | number>) =>
    ellipse([x, top.y], [top.radius - width * 0.2, (top.radius - width * 0.2) * squash], {
      fill: "none",
      ...look,
    });
  return ring({ stroke: darken(edge, 0.3), "stroke-width": width * 1.15 }) +
    ring({ stroke: edge, "stroke-width": width }) +
    ellipse([x - top.radius * 0.02, top.y - width * 0.15], [
      top.radius - width * 0.3,
      (top.radius - width * 0.3) * squash,
    ], {
      fill: "none",
      stroke: "#FFF8EA",
      "stroke-width": width * 0.35,
      opacity: 0.55,
    });
}
