import twindPlugin from "$fresh/plugins/twind.ts";
import { defineConfig } from "$fresh/server.ts";
import { getApp } from "@/lib/app.ts";
import twindConfig from "@/twind.config.ts";

export default defineConfig({
  build: {
    scripts: {
      shop: "lib/offline/page.ts",
      shop_worker: "lib/offline/worker/main.ts",
    },
  },
  plugins: [twindPlugin(twindConfig)],
  onError: (error, request) => getApp().log.error({ err: error, ...request }, "Request failed"),
});
