import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Icon } from "@/components/Icon.tsx";
import { sizeWords } from "@/lib/downloads/file_rules.ts";
import { times } from "@/lib/downloads/words.ts";
import type { MerchantOrder, OrderDownloads } from "@/lib/orders/merchant.ts";

export interface DownloadsCardProps {
  order: MerchantOrder;
  at: (iso: string) => string;
  csrf: string;
  canManage: boolean;
  errors: Record<string, string>;
  /** As typed, with the errors. */
  values: Record<string, string>;
}

/** What was bought as files: what the buyer has taken of it, and the way to give more. */
export function DownloadsCard(props: DownloadsCardProps) {
  const { order } = props;
  return (
    <section class="card" aria-labelledby="downloads">
      <h2 id="downloads" class="mb-3">Files</h2>
      {order.paidAt === null && (
        <p class="mut text-sm mb-3">The buyer gets them once the order is paid.</p>
      )}
      {order.downloads.map((line) => <Line key={line.itemId} line={line} {...props} />)}
    </section>
  );
}

function Line({ line, at, ...props }: DownloadsCardProps & { line: OrderDownloads }) {
  const { title, files, downloadLimit, downloadsUntil } = line;
  const isBounded = downloadLimit !== null || downloadsUntil !== null;
  return (
    <div class="mb-4">
      <h3>{title}</h3>
      <p class="mut text-sm">{terms(line, at)}</p>
      <ul class="files">
        {files.map(({ id, name, sizeBytes, taken, lastAt }) => (
          <li key={id} class="break-words">
            <bdi class="font-medium">{name}</bdi>
            <span class="mut text-sm block">
              {sizeWords(sizeBytes)}. {lastAt === null
                ? "Not downloaded yet."
                : `Downloaded ${times(taken)}, last ${at(lastAt)}.`}
            </span>
          </li>
        ))}
      </ul>
      {props.order.paidAt !== null && props.canManage && isBounded && (
        <GiveMore line={line} {...props} />
      )}
    </div>
  );
}

/** "Each file 5 times, until 12 Dec 10:56." */
function terms(
  { downloadLimit, downloadsUntil, downloadDays }: OrderDownloads,
  at: (iso: string) => string,
): string {
  const often = downloadLimit === null
    ? "As often as they like"
    : `Each file ${times(downloadLimit)}`;
  if (downloadsUntil !== null) return `${often}, until ${at(downloadsUntil)}.`;
  return downloadDays === null
    ? `${often}.`
    : `${often}, for ${downloadDays} days once it is paid.`;
}

function GiveMore(
  { line, csrf, errors, values }: Omit<DownloadsCardProps, "at"> & { line: OrderDownloads },
) {
  const { itemId, title, downloadLimit, downloadsUntil } = line;
  const isHere = values.item === itemId;
  const [said, typed] = isHere ? [errors, values] : [{}, {}] as Record<string, string>[];
  return (
    <details class="more" open={isHere}>
      <summary>
        <Icon name="plus" size="s" />
        Give more<span class="vh">of {title}</span>
      </summary>
      <Form csrf={csrf} noValidate>
        <input type="hidden" name="item" value={itemId} />
        <input type="hidden" name="shownLimit" value={downloadLimit ?? ""} />
        <input type="hidden" name="shownUntil" value={downloadsUntil ?? ""} />
        <div class="pair">
          {downloadLimit !== null && (
            <Field
              id={`downloads-${itemId}`}
              name="downloads"
              label="More downloads"
              inputMode="numeric"
              value={typed!.downloads ?? "3"}
              error={said!.downloads ?? said![""]}
            />
          )}
          {downloadsUntil !== null && (
            <Field
              id={`days-${itemId}`}
              name="days"
              label="More days"
              inputMode="numeric"
              value={typed!.days ?? (downloadLimit === null ? "7" : "0")}
              error={said!.days ?? (downloadLimit === null ? said!.downloads : undefined)}
            />
          )}
        </div>
        <Button kind="line" class="mt-3">Give it</Button>
      </Form>
    </details>
  );
}
