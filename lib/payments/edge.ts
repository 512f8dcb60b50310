/** The face of this folder for edge functions. */
export { createReceiver } from "./receive.ts";
export { REGISTRY } from "./registry.ts";
