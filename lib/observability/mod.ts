export { createLogger, type Logger, maskPersonal } from "./log.ts";
