import type { CSSBase } from "@twind/core";
import presetAutoprefix from "@twind/preset-autoprefix";
import presetTailwind from "@twind/preset-tailwind";
import { adminParts } from "@/components/admin/parts.ts";
import { formParts } from "@/components/dashboard/form_parts.ts";
import { dashboardParts } from "@/components/dashboard/parts.ts";
import { platformParts } from "@/components/dashboard/platform_parts.ts";
import { stockParts } from "@/components/dashboard/stock_parts.ts";
import { insightParts } from "@/components/dashboard/insight_parts.ts";
import { tableParts } from "@/components/dashboard/table_parts.ts";
import { base, parts, theme } from "@/components/look/mod.ts";
import type { Options } from "$fresh/plugins/twind.ts";

export default {
  presets: [presetAutoprefix(), presetTailwind({ disablePreflight: true })],
  hash: false,
  preflight: base as CSSBase,
  rules: [
    ...parts,
    ...adminParts,
    ...dashboardParts,
    ...formParts,
    ...platformParts,
    ...stockParts,
    ...insightParts,
    ...tableParts,
  ],
  theme,
  selfURL: import.meta.url,
} as Options;
