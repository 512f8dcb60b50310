import type { ComponentChildren } from "preact";
import { permissionsOf } from "@/lib/auth/mod.ts";
import type { OpenInvitation } from "@/lib/staff/mod.ts";
import { PERMISSION_WORDS } from "./permission_words.ts";

/** What one may do after joining. */
export function InvitationCard(
  { invitation: { role, stores, permissions }, children }: {
    invitation: OpenInvitation;
    children?: ComponentChildren;
  },
) {
  const held = permissionsOf(role, permissions);
  return (
    <div class="card mb-5">
      <p class="font-bold">
        {role === "merchant" ? "You will be an owner" : "You will be able to"}
      </p>
      {role === "merchant"
        ? <p class="mut text-sm mt-1.5">Everything in every shop, as those who own it now.</p>
        : (
          <ul class="mt-1.5 ps-5 list-disc text-sm">
            {held.map((one) => <li key={one}>{PERMISSION_WORDS[one]}</li>)}
          </ul>
        )}
      {stores && <p class="mut text-sm mt-2">In {stores.join(", ")}</p>}
      {children}
    </div>
  );
}
