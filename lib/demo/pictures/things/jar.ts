import { darken, lighten } from "../colour.ts";
import { type Label, label } from "../label.ts";
import { rope } from "../rope.ts";
import { ellipse, group, type Ink, path } from "../svg.ts";
import { ringOf } from "./basket.ts";
import { vessel } from "./vessel.ts";

export interface Jar {
  filling: string;
  deep: string;
  lid: string;
  mark: Label["mark"];
  accent: string;
  shape: keyof typeof SHAPES;
}

type Profile = readonly (readonly [number, number])[];

const SHAPES = {
  honey: {
    body: [[160, 430], [164, 452], [216, 500], [228, 560], [228, 920], [216, 975], [190, 992]],
    box: [-0.85, 0.65, 0.42, 0.84],
    lid: "cloth",
  },
  bottle: {
    body: [[52, 250], [54, 330], [60, 380], [120, 450], [158, 520], [164, 600], [164, 930], [
      154,
      978,
    ], [134, 992]],
    box: [-0.9, 0.7, 0.54, 0.86],
    lid: "cork",
  },
  wide: {
    body: [[224, 480], [230, 496], [262, 530], [270, 590], [270, 920], [256, 975], [226, 992]],
    box: [-0.8, 0.6, 0.34, 0.8],
    lid: "cork",
  },
} as const satisfies Record<string, { body: Profile; box: Label["box"]; lid: "cloth" | "cork" }>;

/** A glass jar or bottle, full, with a paper label. */
export function jar(ink: Ink, { filling, deep, lid, mark, accent, shape }: Jar): string {
  const { body: profile, box, lid: kind } = SHAPES[shape];
  const [mouth, top] = profile[0]!;
  return vessel(ink, {
    profile,
    colour: filling,
    gloss: 0.9,
    depth: 0.7,
    shadow: deep,
    inside: lighten(filling, 0.3),
    lip: { colour: lighten(filling, 0.55), width: 6 },
    paint: (body) =>
      // Light that has come through the jar gathers on the side away from the window.
      ellipse([body.x + 70, 780], [90, 230], {
        fill: ink.radial([[0, lighten(filling, 0.55), 0.8], [1, filling, 0]]),
      }) +
      path(`M${body.x - 300} ${top + 70}h600v-200h-600z`, {
        fill: lighten(filling, 0.6),
        opacity: 0.55,
      }) +
      label(body, { box, paper: "#F8F4EA", ink: "#3A2A1C", accent, mark }),
    upon: () =>
      kind === "cloth"
        ? clothTop(ink, { mouth, top, colour: lid })
        : stopper(ink, { mouth, top, colour: lid }),
  });
}

interface Top {
  mouth: number;
  top: number;
  colour: string;
}

/** A circle of cotton tied over the lid with string. */
function clothTop(ink: Ink, { mouth, top, colour }: Top): string {
  const hem = Array.from({ length: 13 }, (_, i) => {
    const x = 600 + (mouth + 52) * Math.sin((i / 12 - 0.5) * Math.PI);
    return [x, top + 78 + 34 * Math.cos((i / 12 - 0.5) * Math.PI) + (i % 2 ? 14 : -4)] as const;
  });
  const d = `M${600 - mouth - 8} ${top + 14}C${600 - mouth - 30} ${top + 40} ${600 - mouth - 50} ${
    top + 60
  } ${hem[0]![0]} ${hem[0]![1]}${
    hem.slice(1).map(([x, y], i) =>
      `Q${(hem[i]![0] + x) / 2 + 4} ${(hem[i]![1] + y) / 2 + 16} ${x} ${y}`
    ).join("")
  }C${600 + mouth + 50} ${top + 60} ${600 + mouth + 30} ${top + 40} ${600 + mouth + 8} ${
    top + 14
  }z`;
  const light = ink.linear([[0, "#1A0C06", 0.2], [0.24, "#FFF8EA", 0.4], [0.55, "#1A0C06", 0.02], [
    1,
    "#1A0C06",
    0.5,
  ]]);
  const pleats = hem.slice(1, -1).map(([x, y]) =>
    `M${600 + (x - 600) * 0.8} ${top + 20}L${x} ${y - 4}`
  ).join("");
  const dome = vessel(ink, {
    profile: [
      [3, top - 78],
      [mouth * 0.6, top - 72],
      [mouth * 0.92, top - 54],
      [mouth + 6, top - 20],
      [mouth + 8, top + 10],
      [mouth + 4, top + 24],
    ],
    colour,
    gloss: 0.05,
    depth: 0.5,
    grounded: false,
    paint: () => checks(top),
  });
  return group(
    path(d, { fill: colour }) + group(checks(top + 60), { "clip-path": ink.clip(d) }) +
      path(pleats, { stroke: "#1A0C06", "stroke-width": 4, opacity: 0.16, fill: "none" }) +
      path(d, { fill: light }),
  ) +
    dome +
    rope(ringOf([600, top + 12], mouth + 9, 0.17).slice(60), {
      width: 13,
      colours: ["#C9A468"],
      pitch: 7,
    });
}

function checks(y: number): string {
  const lines = Array.from(
    { length: 12 },
    (_, i) => `M330 ${y - 150 + i * 26}h540M${330 + i * 48} ${y - 170}v340`,
  );
  return path(lines.join(""), {
    stroke: "#B5562F",
    "stroke-width": 9,
    opacity: 0.32,
    fill: "none",
  });
}

function stopper(ink: Ink, { mouth, top, colour }: Top): string {
  return vessel(ink, {
    cap: true,
    profile: [[mouth * 0.94, top - 62], [mouth * 0.96, top - 52], [mouth * 0.84, top + 10]],
    colour: colour === "#2B2320" ? colour : "#C49A66",
    gloss: 0.1,
    depth: 0.6,
    grounded: false,
    paint: (body) =>
      ellipse([body.x - 10, top - 20], [mouth, 4], { fill: darken(colour, 0.3), opacity: 0.2 }),
  });
}
