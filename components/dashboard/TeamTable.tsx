import { Pill } from "@/components/Status.tsx";
import type { Member } from "@/lib/staff/mod.ts";
import { PERMISSION_WORDS } from "./permission_words.ts";

export interface TeamTableProps {
  members: Member[];
  /** Names of shops by their id. */
  storeNames: Map<string, string>;
  /** Path of the list; a member's own page is under it. */
  base: string;
  /** Whoever looks. */
  userId: string;
}

/** The team as a table, which becomes cards on a phone. */
export function TeamTable({ members, storeNames, base, userId }: TeamTableProps) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Who</th>
            <th role="columnheader">May also</th>
            <th role="columnheader">Where</th>
            <th role="columnheader">Is</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {members.map((member) => (
            <tr role="row" key={member.userId}>
              <td role="cell" class="who">
                {member.isChangeable
                  ? <a class="rl break-all" href={`${base}/${member.userId}`}>{member.email}</a>
                  : <b class="break-all">{member.email}</b>}
                {member.userId === userId && <span class="mut text-sm">&nbsp;(you)</span>}
              </td>
              <td role="cell" class="no text-sm">{grantWords(member)}</td>
              <td role="cell" class="wide text-sm">{placeWords(member, storeNames)}</td>
              <td role="cell" class="amt">
                <MemberState member={member} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function grantWords({ role, permissions }: Member): string {
  if (role === "merchant") return "Everything";
  if (permissions.length === 0) return "Nothing more than all staff";
  return permissions.map((one) => PERMISSION_WORDS[one]).join(", ");
}

function placeWords({ storeIds }: Member, names: Map<string, string>): string {
  if (storeIds === null) return "All shops";
  return storeIds.map((id) => names.get(id) ?? "Another shop").join(", ");
}

function MemberState({ member: { role, suspendedAt } }: { member: Member }) {
  if (suspendedAt) return <Pill tone="danger" icon="lock">Suspended</Pill>;
  return role === "merchant"
    ? <Pill tone="info" icon="store">Owner</Pill>
    : <Pill tone="ok" icon="check">Staff</Pill>;
}
