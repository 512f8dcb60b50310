export { signal as __signal } from "@preact/signals";
