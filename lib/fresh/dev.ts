export { default } from "./dev/dev.ts";
export { generateManifest } from "./dev/generate.ts";
