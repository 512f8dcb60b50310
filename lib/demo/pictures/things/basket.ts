import { darken, mix } from "../colour.ts";
import { shade } from "../light.ts";
import { rope } from "../rope.ts";
import { cast, ground } from "../scene.ts";
import { type Lathe, lathe } from "../surface.ts";
import { ellipse, group, type Ink, path, type Point, polyline } from "../svg.ts";
import { type Draft, weave } from "../weave.ts";

export interface Basket {
  /** [radius, y] from rim to foot. */
  profile: readonly (readonly [number, number])[];
  x?: number;
  squash?: number;
  rows: number;
  columns: number;
  draft: Draft;
  /** Wrapping of the rim, colour after colour. */
  rim: readonly string[];
  inside?: string;
  seed: string;
  lean?: number;
  /** Another covering than stitches. */
  skin?: (body: Lathe) => string;
  /** Drawn between the far rim and the near one: what is in the basket, the far handle. */
  within?: (body: Lathe) => string;
  /** Drawn over the body: the near handle. */
  upon?: (body: Lathe) => string;
}

/** A woven basket standing on the table. */
export function basket(ink: Ink, spec: Basket): string {
  const { x = 600, squash = 0.19, rim, seed } = spec;
  const body = lathe(spec.profile, { x, squash });
  const width = Math.max(13, body.top.radius * 0.052);
  return cast(ink, body.outline) +
    ground(ink, [x, body.bottom.y + squash * body.bottom.radius * 0.55], body.bottom.radius * 2) +
    hollow(ink, body, spec) +
    lip(body, { width, rim, half: "far" }) +
    (spec.within?.(body) ?? "") +
    (spec.skin?.(body) ?? weave(body, { ...spec, seed })) +
    shade(ink, body, { gloss: 0.06, depth: 0.72 }) +
    lip(body, { width, rim, half: "near" }) +
    (spec.upon?.(body) ?? "");
}

/** The dark inside, with the far wall's rows just visible. */
function hollow(ink: Ink, { x, squash, top }: Lathe, { inside, rim, rows }: Basket): string {
  const colour = inside ?? mix(rim[0] ?? "#D9B77E", "#B98A50", 0.5);
  const fill = ink.linear([[0, darken(colour, 0.86)], [0.6, darken(colour, 0.72)], [
    1,
    darken(colour, 0.45),
  ]], {
    x1: 0,
    y1: 0.2,
    x2: 1,
    y2: 0.1,
  });
  const rings = Array.from({ length: Math.min(9, rows) }, (_, i) => {
    const down = (i + 1) * 17;
    return ellipse([x, top.y + down], [top.radius - i * 2, (top.radius - i * 2) * squash], {
      fill: "none",
      stroke: darken(colour, 0.9),
      "stroke-width": 4,
      opacity: 0.45 - i * 0.03,
    });
  });
  const mouth = ellipse([x, top.y], [top.radius, top.radius * squash], { fill });
  const d = `M${x - top.radius} ${top.y}a${top.radius} ${top.radius * squash} 0 1 0 ${
    top.radius * 2
  } 0a${top.radius} ${top.radius * squash} 0 1 0 ${-top.radius * 2} 0z`;
  return mouth + group(rings.join(""), { "clip-path": ink.clip(d) });
}

/** Half of the wrapped rim: the far one lies over the inside, the near one over the body. */
function lip(
  { x, squash, top }: Lathe,
  { width, rim, half }: { width: number; rim: readonly string[]; half: "far" | "near" },
): string {
  const ring = ringOf([x, top.y], top.radius, squash);
  const middle = ring.length / 2;
  const line = half === "far" ? ring.slice(0, middle + 1) : [...ring.slice(middle), ring[0]!];
  const d = polyline(line);
  const open = { fill: "none", "stroke-linecap": "round" };
  return path(d, {
    ...open,
    stroke: "#1A0C06",
    "stroke-width": width,
    opacity: 0.28,
    transform: `translate(3 ${width * 0.5})`,
  }) +
    rope(line, { width, colours: rim, run: 4, pitch: width * 0.5 }) +
    (half === "far"
      ? path(d, { ...open, stroke: "#1A0C06", "stroke-width": width, opacity: 0.14 })
      : "") +
    path(d, {
      ...open,
      stroke: "#FFF8EA",
      "stroke-width": width * 0.22,
      opacity: 0.28,
      transform: `translate(0 ${-width * 0.2})`,
    });
}

/** Points round a level ring, the far half first. */
export function ringOf([x, y]: Point, radius: number, squash: number): Point[] {
  const steps = Math.max(60, Math.round(radius / 2));
  return Array.from({ length: steps }, (_, i) => {
    const angle = Math.PI + (i / steps) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * squash * Math.sin(angle)];
  });
}
