import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { MapLinks } from "@/components/MapLinks.tsx";
import type { CustomerAddress } from "@/lib/customers/mod.ts";
import { formatPhone } from "@/lib/phone.ts";

/** Where a rider finds a customer. `path`: of their page. */
export function AddressList(
  { addresses, path, canEdit }: { addresses: CustomerAddress[]; path: string; canEdit: boolean },
) {
  return (
    <section class="card" aria-labelledby="addresses">
      <h2 id="addresses" class="text-base">Addresses</h2>
      {addresses.length === 0 && <p class="mut text-sm mt-2">None yet.</p>}
      <ul>
        {addresses.map(({ id, area, landmark, directions, secondPhone, pin }) => (
          <li key={id} class="py-3 break-words">
            <b class="block">{landmark}</b>
            <span class="text-sm block">{area}</span>
            {directions && <span class="mut text-sm block">“{directions}”</span>}
            {secondPhone && (
              <span class="text-sm block">
                Or call <Code>{formatPhone(secondPhone)}</Code>
              </span>
            )}
            {pin && <MapLinks pin={pin} />}
            {canEdit && (
              <ButtonLink kind="text" small href={`${path}/addresses/${id}`}>
                Change<span class="vh">&nbsp;{landmark}</span>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
      {canEdit && (
        <ButtonLink kind="line" small icon="plus" href={`${path}/addresses/new`}>
          Add an address
        </ButtonLink>
      )}
    </section>
  );
}
