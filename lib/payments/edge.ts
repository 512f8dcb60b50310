/** The face of this folder for edge functions. */
export { createReceiver } from "./receive.ts";
export { REGISTRY } from "./registry.ts";
export { createTillReceiver } from "./mpesa/receive_till.ts";
