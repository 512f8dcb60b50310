import { defineConfig } from "@twind/core";
import presetAutoprefix from "@twind/preset-autoprefix";
import presetTailwind from "@twind/preset-tailwind";
import { base, parts, theme } from "@/components/look/mod.ts";

export default {
  ...defineConfig({
    presets: [presetAutoprefix(), presetTailwind({ disablePreflight: true })],
    hash: false,
    preflight: base,
    theme,
    rules: parts,
  }),
  selfURL: import.meta.url,
};
