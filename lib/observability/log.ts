import pino, { type Logger } from "pino";

export type { Logger };

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Keys whose values never reach a log, wherever they stand up to two levels deep. */
const SECRETS = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "apiKey",
  "api_key",
  "passkey",
  "credentials",
  "consumer_key",
  "consumer_secret",
];

/** The database's details of an error quote whole rows, with whoever's name and address. */
const HIDDEN = [...SECRETS.flatMap((key) => [key, `*.${key}`]), "err.detail", "err.cause.detail"];

/**
 * A logger that writes one JSON object a line to standard output. `service` names the process; `level`
 * defaults to info. Secrets are dropped by key; phones, addresses and order tokens are masked wherever
 * they appear, also inside error messages.
 */
export function createLogger(
  service: string,
  options: { level?: string; write?: (line: string) => void } = {},
): Logger {
  const { level = "info", write = standardOutput() } = options;
  return pino({
    level: LEVELS.includes(level) ? level : "info",
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: HIDDEN, censor: "[hidden]" },
  }, { write: (line: string) => write(maskPersonal(line)) });
}

/** Hides what tells who somebody is, or lets a reader act as them. */
export function maskPersonal(line: string): string {
  return line
    .replace(/\+(\d{3})\d{3,9}(\d{3})\b/g, "+$1*****$2")
    // Without the plus only where it is text: a number must stay one.
    .replace(/(?<![:,[\d])(254)[17]\d{5}(\d{3})\b/g, "$1*****$2")
    .replace(/[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/g, "***@$1")
    .replace(/\b([0-9a-f]{4})[0-9a-f]{28}\b/g, "$1***");
}

/** Synchronous, so that the last words of a process are not lost; a reader who left is no reason to fail. */
function standardOutput(): (line: string) => void {
  const output = pino.destination({ dest: 1, sync: true });
  output.on("error", () => {});
  return (line) => output.write(line);
}
