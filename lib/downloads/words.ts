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
export function allowance(file: BuyersFile, at: (iso: string) => string): string {
  const { downloadLimit, downloadsUntil, taken, isOver } = file;
  if (isOver) return `Downloads ended ${at(downloadsUntil!)}.`;
  const until = downloadsUntil === null ? "" : `, until ${at(downloadsUntil)}`;
  if (downloadLimit === null) return `Download it as often as you like${until}.`;
  if (isUsedUp(file) && file.openToken !== null) return "This is the last download of it.";
  if (isUsedUp(file)) return `No downloads left: you took it ${times(taken)}.`;
  return `${downloadLimit - taken} of ${downloadLimit} downloads left${until}.`;
}

/** The merchant can give more. */
export function isUsedUp({ downloadLimit, taken }: BuyersFile): boolean {
  return downloadLimit !== null && taken >= downloadLimit;
}

/** "once", "twice", "3 times". */
export function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

const PROBLEMS: Record<Exclude<DownloadRefusal, "order_not_found"> | "link_over", string> = {
  not_paid: "Files can be downloaded once the order is paid.",
  file_not_found: "The shop does not offer that file any more. The others are below.",
  downloads_over: "The days to download have passed. Ask the shop for more.",
  downloads_used_up: "There are no downloads left for that file. Ask the shop for more.",
  link_over: "That download link is over. Download the file again below.",
};

/** Why a download did not begin, by the code in the page's address; null for any other. */
export function sayDownloadProblem(code: string | null): string | null {
  return code !== null && Object.hasOwn(PROBLEMS, code)
    ? PROBLEMS[code as keyof typeof PROBLEMS]
    : null;
}
