export { manifestOf } from "./manifest.ts";
export { drawMark, markFile } from "./mark.ts";
export { workerScript } from "./worker_script.ts";
