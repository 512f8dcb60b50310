import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { FieldError } from "@/components/Field.tsx";
import type { Permission } from "@/lib/enums.ts";
import { type Offered, storeField } from "@/lib/staff/mod.ts";
import { permissionField } from "@/lib/tenants/mod.ts";
import { PERMISSION_WORDS } from "./permission_words.ts";

export interface GrantFieldsProps {
  /** What whoever asks may hand on. */
  permissions: Permission[];
  places: Offered;
  /** Owners make owners. */
  isOwner: boolean;
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** What somebody is, may do, and where. */
export function GrantFields({ permissions, places, isOwner, values, errors }: GrantFieldsProps) {
  return (
    <div class="grid gap-5">
      {isOwner
        ? (
          <fieldset class="grid gap-2">
            <legend>They are</legend>
            <OptionCard
              name="role"
              value="staff"
              title="Staff"
              detail="See products and customers, work on orders, and what you tick below."
              checked={values.role !== "merchant"}
            />
            <OptionCard
              name="role"
              value="merchant"
              title="Owner"
              detail="Everything in every shop, as you. The ticks below do not matter."
              checked={values.role === "merchant"}
            />
          </fieldset>
        )
        : <input type="hidden" name="role" value="staff" />}
      <fieldset>
        <legend>Staff may also</legend>
        {permissions.map((one) => (
          <Checkbox key={one} name={permissionField(one)} checked={permissionField(one) in values}>
            {PERMISSION_WORDS[one]}
          </Checkbox>
        ))}
      </fieldset>
      <Places places={places} values={values} error={errors.where} />
    </div>
  );
}

function Places(
  { places: { stores, isWhole }, values, error }: {
    places: Offered;
    values: Record<string, string>;
    error?: string;
  },
) {
  const isSome = values.where === "some" || !isWhole;
  if (stores.length === 1) {
    const [only] = stores;
    // Somebody of the whole business joins all of it: a second shop may open one day.
    return isWhole && values.where !== "some"
      ? <input type="hidden" name="where" value="all" />
      : (
        <>
          <input type="hidden" name="where" value="some" />
          <input type="hidden" name={storeField(only!.id)} value="on" />
        </>
      );
  }
  return (
    <fieldset id="where" aria-describedby={error ? "where-error" : undefined}>
      <legend>Where</legend>
      {isWhole
        ? (
          <div class="grid gap-2 mb-2">
            <OptionCard
              name="where"
              value="all"
              title="In all shops"
              detail="Also in those that open later."
              checked={!isSome}
            />
            <OptionCard name="where" value="some" title="Only in these" checked={isSome} />
          </div>
        )
        : <input type="hidden" name="where" value="some" />}
      {stores.map(({ id, name }) => (
        <Checkbox key={id} name={storeField(id)} checked={storeField(id) in values}>
          {name}
        </Checkbox>
      ))}
      {error && <FieldError id="where" error={error} />}
    </fieldset>
  );
}
