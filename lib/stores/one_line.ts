import { z } from "zod";

/** Text that stands in subjects, labels and messages: one line, whatever was sent. */
export function oneLine(max: number, tooLong: string) {
  return z.string().overwrite((text) => text.replace(/\s+/g, " ").trim()).max(max, tooLong);
}
