import { Checkbox } from "@/components/Choice.tsx";
import { describe, Field, FieldFrame } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Card } from "@/components/Layout.tsx";
import type { FileDraft, ProductDraft, StoredFile } from "@/lib/catalog/merchant.ts";
import { kindOf, sizeWords } from "@/lib/downloads/file_rules.ts";
import { PlaceSelect } from "./PlaceSelect.tsx";

export interface FilesCardProps {
  draft: ProductDraft;
  errors: Record<string, string>;
  files: StoredFile[];
}

/** Whether it is sold as files, which ones, and how often and how long buyers may take them. */
export function FilesCard({ draft, errors, files }: FilesCardProps) {
  const stored = new Map(files.map((file) => [file.id, file]));
  const rows = draft.files.flatMap((file, i) => {
    const found = stored.get(file.id);
    return found ? [{ file, i, stored: found, error: errors[replacementField(i)] }] : [];
  });
  const kept = rows.filter(({ stored }) => !stored.isRemoved);
  const removed = rows.filter(({ stored }) => stored.isRemoved);
  const hint = "Any kind of file, at most 40 MB each and 45 MB at once. " +
    "Buyers pay for their data: small files are kind.";
  return (
    <Card>
      <div class="ch">
        <h2>Digital product</h2>
        <span class="mut text-sm">A book, a song</span>
      </div>
      <Checkbox name="isDigital" value="1" checked={draft.isDigital}>
        Sold as files to download
        <span class="hint block">
          Nothing is delivered. Buyers find the files on their order’s page once it is paid.
        </span>
      </Checkbox>
      <div class="when-digital">
        {kept.length > 0 && (
          <ul class="files" aria-label="Files">
            {kept.map((row) => <FileRow key={row.file.id} {...row} of={kept.length} />)}
          </ul>
        )}
        <FieldFrame
          id="newDownloads"
          label={kept.length > 0 ? "Add more files" : "Add files"}
          hint={hint}
          error={errors.newDownloads}
          class="mt-3"
        >
          <input
            class="in"
            type="file"
            name="newDownloads"
            multiple
            {...describe("newDownloads", { hint, error: errors.newDownloads })}
          />
        </FieldFrame>
        {removed.length > 0 && (
          <details class="more">
            <summary>
              <Icon name="undo" size="s" />
              {removed.length === 1 ? "1 removed file" : `${removed.length} removed files`}
            </summary>
            <p class="mut text-sm">Whoever bought one before still has it.</p>
            <ul class="files">
              {removed.map((row) => <RemovedRow key={row.file.id} {...row} />)}
            </ul>
          </details>
        )}
        <div class="pair one mt-4">
          <Field
            name="downloadLimit"
            label="Downloads of each file"
            optional
            hint="Empty: as often as they like."
            inputMode="numeric"
            value={draft.downloadLimit}
            error={errors.downloadLimit}
          />
          <Field
            name="downloadDays"
            label="Days to download"
            optional
            hint="From the payment on. Empty: for ever."
            inputMode="numeric"
            value={draft.downloadDays}
            error={errors.downloadDays}
          />
        </div>
        <p class="mut text-sm mt-3">
          Who has bought keeps the limits of that day. A file that you replace is what they get from
          then on.
        </p>
      </div>
    </Card>
  );
}

const replacementField = (i: number) => `downloads.${i}.replacement`;

interface RowProps {
  file: FileDraft;
  /** Its number among the fields. */
  i: number;
  stored: StoredFile;
  error?: string;
}

function FileRow({ file, i, stored, error, of }: RowProps & { of: number }) {
  const name = (field: string) => `downloads.${i}.${field}`;
  const replacement = replacementField(i);
  return (
    <li>
      <input type="hidden" name={name("id")} value={file.id} />
      <FileName {...stored} />
      <details class="more" open={Boolean(error) || file.isRemoved}>
        <summary>
          <Icon name="edit" size="xs" />
          Change
          <span class="vh">{stored.name}</span>
        </summary>
        <FieldFrame
          id={replacement}
          label="Put another file in its place"
          optional
          error={error}
        >
          <input class="in" type="file" name={replacement} {...describe(replacement, { error })} />
        </FieldFrame>
        <div class="flex flex-wrap items-center gap-x-5 mt-3">
          <PlaceSelect name={name("position")} of={of} value={file.position} />
          <Checkbox name={name("remove")} checked={file.isRemoved}>Remove it</Checkbox>
        </div>
      </details>
    </li>
  );
}

function RemovedRow({ file, i, stored }: RowProps) {
  return (
    <li>
      <input type="hidden" name={`downloads.${i}.id`} value={file.id} />
      <FileName {...stored} />
      <Checkbox name={`downloads.${i}.remove`} checked={file.isRemoved}>
        Removed. Untick it to put it back<span class="vh">: {stored.name}</span>
      </Checkbox>
    </li>
  );
}

function FileName({ name, sizeBytes }: StoredFile) {
  return (
    <p class="break-words">
      <bdi class="font-medium">{name}</bdi>
      <span class="mut text-sm block">
        {[kindOf(name), sizeWords(sizeBytes)].filter(Boolean).join(", ")}
      </span>
    </p>
  );
}
