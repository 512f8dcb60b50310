export type Point = readonly [x: number, y: number];
/** Offset 0 to 1, colour, opacity 0 to 1 (1 if left out). */
export type Stop = readonly [offset: number, colour: string, opacity?: number];
type Attributes = Record<string, string | number | undefined>;

/** Collects the gradients, clips and filters of one picture and gives them names. */
export class Ink {
  #defs: string[] = [];

  #define(body: (id: string) => string): string {
    const id = `d${this.#defs.length}`;
    this.#defs.push(body(id));
    return id;
  }

  /** A linear gradient over the shape's own box, from corner to corner unless told otherwise. */
  linear(stops: readonly Stop[], axis: Attributes = {}): string {
    const inner = stops.map(stop).join("");
    return `url(#${this.#define((id) => tag("linearGradient", { id, ...axis }, inner))})`;
  }

  radial(stops: readonly Stop[], focus: Attributes = {}): string {
    const inner = stops.map(stop).join("");
    return `url(#${this.#define((id) => tag("radialGradient", { id, ...focus }, inner))})`;
  }

  clip(d: string): string {
    return `url(#${this.#define((id) => tag("clipPath", { id }, tag("path", { d })))})`;
  }

  /** A soft edge of `sigma` units. The box is in the shape's own size, wide enough for thin shapes. */
  blur(sigma: number): string {
    const box = { x: "-20%", y: "-20%", width: "140%", height: "140%" };
    const inner = tag("feGaussianBlur", { stdDeviation: sigma });
    const space = { "color-interpolation-filters": "sRGB" };
    return `url(#${this.#define((id) => tag("filter", { id, ...box, ...space }, inner))})`;
  }

  /** The finished document. */
  document(body: string, { width = 1200, height = 1200 } = {}): string {
    const open = { xmlns: "http://www.w3.org/2000/svg", width, height };
    const defs = tag("defs", {}, this.#defs.join(""));
    return tag("svg", { ...open, viewBox: `0 0 ${width} ${height}` }, defs + body);
  }
}

export function tag(name: string, attributes: Attributes, inner = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? num(value) : value}"`)
    .join("");
  return inner ? `<${name}${written}>${inner}</${name}>` : `<${name}${written}/>`;
}

export function path(d: string, attributes: Attributes): string {
  return tag("path", { d, ...attributes });
}

export function group(inner: string, attributes: Attributes = {}): string {
  return tag("g", attributes, inner);
}

export function ellipse(at: Point, radii: Point, attributes: Attributes): string {
  return tag("ellipse", { cx: at[0], cy: at[1], rx: radii[0], ry: radii[1], ...attributes });
}

/** Straight segments through the points. */
export function polyline(points: readonly Point[], { closed = false } = {}): string {
  const steps = points.map(([x, y], i) => `${i ? "L" : "M"}${num(x)} ${num(y)}`).join("");
  return closed ? `${steps}z` : steps;
}

/** A smooth curve through the points (Catmull-Rom written as Béziers). */
export function curve(points: readonly Point[], { closed = false } = {}): string {
  const at = (i: number): Point => {
    const last = points.length - 1;
    const index = closed ? (i + points.length) % points.length : Math.max(0, Math.min(last, i));
    return points[index] ?? [0, 0];
  };
  const count = closed ? points.length : points.length - 1;
  let d = `M${pair(at(0))}`;
  for (let i = 0; i < count; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const c1: Point = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
    const c2: Point = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
    d += `C${pair(c1)} ${pair(c2)} ${pair(p2)}`;
  }
  return closed ? `${d}z` : d;
}

function pair([x, y]: Point): string {
  return `${num(x)} ${num(y)}`;
}

function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function stop([offset, colour, opacity]: Stop): string {
  return tag("stop", { offset, "stop-color": colour, "stop-opacity": opacity });
}
