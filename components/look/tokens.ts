/** Colours by role. Names are CSS variables, so dark mode and a merchant's theme need no second class. */
const light = {
  bg: "#F7F6F2",
  surface: "#FFF",
  sunken: "#EDECE5",
  raise: "#FFF",
  line: "#DFDDD3",
  edge: "#7C837B",
  ink: "#13211A",
  muted: "#535E57",
  primary: "#0B5A41",
  "primary-hi": "#07432F",
  "on-primary": "#FFF",
  "primary-soft": "#E1EEE6",
  "primary-ink": "#0B5A41",
  accent: "#F2AE2A",
  "on-accent": "#231900",
  "accent-soft": "#FBEECC",
  "accent-ink": "#734500",
  ok: "#1B6B3C",
  "ok-soft": "#DFF1E4",
  warn: "#7A4700",
  "warn-soft": "#FCEDCB",
  danger: "#AC2C17",
  "danger-soft": "#FBE5DF",
  info: "#27468F",
  "info-soft": "#E5EBF8",
  chart: "#6B9984",
  cloth: "#0B5A41",
  twist: "#C4512D",
};

export type ColourRole = keyof typeof light;

export const COLOUR_ROLES = Object.keys(light) as ColourRole[];

const dark: Partial<typeof light> = {
  bg: "#0D1411",
  surface: "#151D19",
  sunken: "#1E2823",
  raise: "#34423B",
  line: "#2B3731",
  edge: "#74857C",
  ink: "#EEF2EC",
  muted: "#A5B2AA",
  primary: "#57C797",
  "primary-hi": "#7AD8AF",
  "on-primary": "#04231A",
  "primary-soft": "#15342A",
  "primary-ink": "#74D4AA",
  accent: "#F4B93F",
  "accent-soft": "#35290D",
  "accent-ink": "#F6C865",
  ok: "#6FD397",
  "ok-soft": "#12321F",
  warn: "#F6C865",
  "warn-soft": "#35290D",
  danger: "#FF9C86",
  "danger-soft": "#421C14",
  info: "#A5BDF8",
  "info-soft": "#1A2744",
  chart: "#3E7E63",
  cloth: "#1C7554",
};

/** For what cannot read variables: the browser's own frame, an app's manifest and its icons. */
export const GROUND = { light: light.bg, dark: dark.bg! };
export const MARK = { ground: light.primary, thread: light.accent };

/** What a merchant's theme may also set: faces, radii, the height of a control, a picture's shape. */
const shape = {
  font: 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,sans-serif',
  display: "var(--font)",
  dw: "700",
  dls: "-.022em",
  r: "10px",
  rl: "16px",
  rp: "99px",
  ctl: "48px",
  gap: "16px",
  pad: "20px",
  shot: "1/1",
  lift: "0 1px 2px rgb(19 33 26/.06),0 12px 32px -12px rgb(19 33 26/.22)",
};

const darkLift = "0 1px 0 rgb(255 255 255/.04) inset,0 16px 32px -12px rgb(0 0 0/.7)";

/** The variables every page carries, light first, dark where the device prefers it. */
export const tokens = {
  ":root": { colorScheme: "light dark", ...variables(light), ...variables(shape) },
  "@media (prefers-color-scheme:dark)": {
    ":root": { ...variables(dark), "--lift": darkLift },
  },
};

function variables(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value]));
}
