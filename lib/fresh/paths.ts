export { basename, dirname, extname, isAbsolute, join, relative } from "node:path";
export { fileURLToPath as fromFileUrl, pathToFileURL as toFileUrl } from "node:url";
