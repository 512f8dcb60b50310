import { Select } from "@/components/Field.tsx";
import { HOMELANDS } from "@/lib/tenants/countries.ts";

/** Where a shop sells; its money and time follow from it. */
export function CountrySelect({ value, error }: { value?: string; error?: string }) {
  return (
    <Select
      name="country"
      label="Country you sell in"
      hint="Your prices are in its money. It cannot be changed later."
      error={error}
      autocomplete="country"
    >
      {Object.entries(HOMELANDS).map(([code, { name, currency }]) => (
        <option key={code} value={code} selected={code === value}>{name} ({currency})</option>
      ))}
    </Select>
  );
}
