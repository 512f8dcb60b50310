import type { CSSBase } from "@twind/core";
import presetAutoprefix from "@twind/preset-autoprefix";
import presetTailwind from "@twind/preset-tailwind";
import { base, parts, theme } from "@/components/look/mod.ts";
import type { Options } from "$fresh/plugins/twind.ts";

export default {
  presets: [presetAutoprefix(), presetTailwind({ disablePreflight: true })],
  hash: false,
  preflight: base as CSSBase,
  rules: parts,
  theme,
  selfURL: import.meta.url,
} as Options;
