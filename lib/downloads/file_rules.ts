/**
 * What one file may weigh. A pattern, a book or a song fits; a buyer on metered data takes no more at
 * once, and a server holds what is sent to it in memory.
 */
export const MAX_FILE_BYTES = 40 * 1024 * 1024;
export const MAX_FILES = 20;
const MAX_NAME = 150;

/** A file's name as any device can keep it: one line, no folders; its ending stays. */
export function cleanName(name: string): string {
  const last = name.replaceAll("\\", "/").split("/").at(-1) ?? "";
  // deno-lint-ignore no-control-regex
  const line = last.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  if (line === "" || line === "." || line === "..") return "file";
  if (line.length <= MAX_NAME) return line;
  const ending = /\.[a-z0-9]{1,10}$/i.exec(line)?.[0] ?? "";
  return line.slice(0, MAX_NAME - ending.length).toWellFormed() + ending;
}

/** Why a file is not taken, for whoever chose it; null when it is. */
export function fileProblem({ name, size }: { name: string; size: number }): string | null {
  const file = name.length > 60 ? `${name.slice(0, 57)}…` : name || "The file";
  if (size === 0) return `${file} is empty. Choose it again.`;
  return size > MAX_FILE_BYTES
    ? `${file} is over 40 MB. Make it smaller, or sell it in parts.`
    : null;
}

/** "3.4 MB", "120 KB": what it takes of somebody's data. Never less than it is. */
export function sizeWords(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1024);
  if (kilobytes < 1000) return `${kilobytes} KB`;
  return `${(Math.ceil(bytes / 1024 / 1024 * 10) / 10).toFixed(1)} MB`;
}

/** "PDF" of "Pattern.pdf"; "" for names that do not say. */
export function kindOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase() ?? "";
}
