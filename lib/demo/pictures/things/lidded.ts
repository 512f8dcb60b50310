import { darken } from "../colour.ts";
import { bands, zigzag } from "../drafts.ts";
import { shade } from "../light.ts";
import { rope } from "../rope.ts";
import { lathe } from "../surface.ts";
import { ellipse, group, type Ink, path, polyline } from "../svg.ts";
import { weave } from "../weave.ts";
import { basket, ringOf } from "./basket.ts";

/** A tall basket with a domed lid and a loop to lift it by. */
export function lidded(
  ink: Ink,
  { ground, figure, seed }: { ground: string; figure: string; seed: string },
): string {
  const body = basket(ink, {
    profile: [[252, 430], [286, 560], [296, 720], [280, 880], [244, 990]],
    rows: 38,
    columns: 84,
    draft: zigzag(
      zigzag(bands(ground, [[3, 3, figure], [33, 33, figure]]), {
        top: 7,
        rows: 9,
        times: 12,
        colour: figure,
        line: 3,
      }),
      { top: 20, rows: 9, times: 12, colour: figure, line: 3 },
    ),
    rim: [ground],
    seed,
  });
  const dome = lathe([[8, 236], [90, 250], [190, 306], [256, 380], [276, 420], [276, 440]], {
    squash: 0.19,
  });
  const stitches = weave(dome, {
    rows: 20,
    columns: 72,
    draft: bands(ground, [[0, 4, figure], [10, 11, figure], [18, 19, figure]]),
    seed: `${seed}-lid`,
  });
  const edge = ringOf([600, 440], 276, 0.19);
  const loop = "M566 246C548 150 652 150 634 246";
  return body +
    ellipse([606, 452], [268, 60], { fill: "#1A0C06", opacity: 0.35 }) +
    path(polyline(dome.outline, { closed: true }), { fill: darken(ground, 0.4) }) +
    stitches + shade(ink, dome, { depth: 0.66, gloss: 0.05 }) +
    rope(edge.slice(edge.length / 2), {
      width: 17,
      colours: [figure, ground],
      run: 4,
      pitch: 8.5,
    }) +
    group(
      path(loop, {
        fill: "none",
        stroke: darken(figure, 0.5),
        "stroke-width": 26,
        "stroke-linecap": "round",
      }) +
        path(loop, {
          fill: "none",
          stroke: "#8A5330",
          "stroke-width": 19,
          "stroke-linecap": "round",
        }) +
        path(loop, {
          fill: "none",
          stroke: "#D8A878",
          "stroke-width": 4,
          opacity: 0.6,
          transform: "translate(-5 -4)",
        }),
    );
}
