import { Card } from "@/components/Layout.tsx";
import { Pill, type Tone } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { ImportLine, ImportStatus } from "@/lib/imports/mod.ts";

const STATES: Record<ImportStatus, [tone: Tone, words: string]> = {
  uploaded: ["warn", "Choose columns"],
  checking: ["info", "Being looked at"],
  checked: ["warn", "To be applied"],
  applying: ["info", "Being applied"],
  applied: ["ok", "Applied"],
  stopped: ["danger", "Stopped"],
};

export interface ImportListProps {
  imports: ImportLine[];
  /** Path of the shop's dashboard. */
  base: string;
  timeZone: string;
}

/** Files that were brought before, newest first. */
export function ImportList({ imports, base, timeZone }: ImportListProps) {
  if (imports.length === 0) return null;
  return (
    <section class="mt-8">
      <h2 class="mb-3">Earlier files</h2>
      <Card flush>
        <ul>
          {imports.map(({ id, fileName, status, createdAt }) => (
            <li key={id} class="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2">
              <a
                class="inline-flex items-center min-h-tap break-all"
                href={status === "uploaded"
                  ? `${base}/imports/${id}/columns`
                  : `${base}/imports/${id}`}
              >
                {fileName}
              </a>
              <span class="flex items-center gap-3 text-sm mut">
                <time dateTime={createdAt.toISOString()}>
                  {formatMoment(createdAt, { timeZone })}
                </time>
                <Pill tone={STATES[status][0]}>{STATES[status][1]}</Pill>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <p class="mut text-sm mt-3">Files are deleted 30 days after they came.</p>
    </section>
  );
}
