import { Code } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { type ApiKey, keyState } from "@/lib/tenants/mod.ts";
import { PERMISSION_WORDS } from "./permission_words.ts";

export interface KeyTableProps {
  keys: ApiKey[];
  /** Path of the list; a key's own page is under it. */
  base: string;
  timeZone: string;
}

/** Keys as a table, which becomes cards on a phone. */
export function KeyTable({ keys, base, timeZone }: KeyTableProps) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Key</th>
            <th role="columnheader">May</th>
            <th role="columnheader">Made by</th>
            <th role="columnheader">Last used</th>
            <th role="columnheader">State</th>
            <th role="columnheader" class="r">Change</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {keys.map((key) => <Row key={key.id} apiKey={key} base={base} timeZone={timeZone} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ apiKey, base, timeZone }: { apiKey: ApiKey; base: string; timeZone: string }) {
  const { id, name, prefix, permissions, createdBy, createdAt, lastUsedAt } = apiKey;
  const isOver = keyState(apiKey) !== "works";
  const moment = (at: Date) => formatMoment(at, { timeZone });
  return (
    <tr role="row">
      <td role="cell" class="who">
        <b>{name}</b>
        <span class="mut block text-sm">
          <Code>{prefix}…</Code>
        </span>
      </td>
      <td role="cell" class="text-sm wide">
        {permissions.map((one) => PERMISSION_WORDS[one]).join(", ")}
      </td>
      <td role="cell" class="wide text-sm">
        {createdBy ?? "Somebody who left"}
        <span class="mut block">{moment(createdAt)}</span>
      </td>
      <td role="cell" class="no text-sm">
        {lastUsedAt ? `Used ${moment(lastUsedAt)}` : "Never used"}
      </td>
      <td role="cell" class="amt">
        <KeyState apiKey={apiKey} timeZone={timeZone} />
      </td>
      <td role="cell" class="st r">
        {!isOver && (
          <a class="inline-flex items-center min-h-tap text-sm" href={`${base}/${id}`}>
            Change<span class="vh">&nbsp;{name}</span>
          </a>
        )}
      </td>
    </tr>
  );
}

function KeyState({ apiKey, timeZone }: { apiKey: ApiKey; timeZone: string }) {
  const state = keyState(apiKey);
  const date = (at: Date) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium" }).format(at);
  if (state === "revoked") return <Pill icon="lock">Revoked</Pill>;
  if (state === "over") return <Pill icon="clock">Over since {date(apiKey.expiresAt!)}</Pill>;
  return (
    <Pill tone="ok" icon="check">
      {apiKey.expiresAt ? `Until ${date(apiKey.expiresAt)}` : "No end"}
    </Pill>
  );
}
