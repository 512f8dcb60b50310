import type { TextKey, Words } from "@/lib/i18n/mod.ts";
import type { DownloadRefusal } from "./take.ts";

/** What the holder of an order's token may know of one of its files. */
export interface BuyersFile {
  itemId: string;
  fileId: string;
  productTitle: string;
  name: string;
  sizeBytes: number;
  taken: number;
  /** Null: as often as they like. */
  downloadLimit: number | null;
  /** ISO 8601; null: for ever. */
  downloadsUntil: string | null;
  /** Nothing can be taken any more. */
  isOver: boolean;
  /** Of a download that can still be fetched, and until when. */
  openToken: string | null;
  openUntil: string | null;
  /** It began within the last minute. */
  isFresh: boolean;
}

/** How often and until when: "2 of 5 downloads left, until 12 Dec 10:56"; `at` puts a moment in words. */
export function allowance(
  file: BuyersFile,
  at: (iso: string) => string,
  { say, count }: Words,
): string {
  const { downloadLimit, downloadsUntil, taken, isOver } = file;
  const time = downloadsUntil === null ? null : at(downloadsUntil);
  if (isOver) return say("files.ended", { time: time! });
  if (downloadLimit === null) {
    return time === null ? say("files.always") : say("files.alwaysUntil", { time });
  }
  if (isUsedUp(file)) {
    return file.openToken !== null ? say("files.last") : count("files.usedUp", taken);
  }
  const sums = { limit: downloadLimit };
  const left = downloadLimit - taken;
  return time === null
    ? count("files.left", left, sums)
    : count("files.leftUntil", left, { ...sums, time });
}

/** The merchant can give more. */
export function isUsedUp({ downloadLimit, taken }: BuyersFile): boolean {
  return downloadLimit !== null && taken >= downloadLimit;
}

/** "once", "twice", "3 times". */
export function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

const PROBLEMS = {
  not_paid: "files.notPaid",
  file_not_found: "files.gone",
  downloads_over: "files.over",
  downloads_used_up: "files.noneLeft",
  link_over: "files.linkOver",
} as const satisfies Record<Exclude<DownloadRefusal, "order_not_found"> | "link_over", TextKey>;

/** Why a download did not begin, by the code in the page's address; null for any other. */
export function sayDownloadProblem(code: string | null, { say }: Words): string | null {
  return code !== null && Object.hasOwn(PROBLEMS, code)
    ? say(PROBLEMS[code as keyof typeof PROBLEMS])
    : null;
}
