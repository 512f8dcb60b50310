import { describe, FieldFrame } from "@/components/Field.tsx";
import { useWords } from "@/components/words.tsx";
import { COUNTRIES } from "@/lib/phone.ts";

export interface PhoneFieldProps {
  /** ISO 3166-1 of the number as it was typed. */
  country: string | undefined;
  value: string | undefined;
  hint?: string;
  error?: string;
}

/** A shopper's own number, written as at home: fields `country` and `phone`. */
export function PhoneField({ country, value, hint, error }: PhoneFieldProps) {
  const { say } = useWords();
  return (
    <FieldFrame id="phone" label={say("checkout.phone")} hint={hint} error={error}>
      <div class="tel">
        <select
          class="in pick"
          name="country"
          aria-label={say("checkout.countryCode")}
          autocomplete="tel-country-code"
        >
          {Object.entries(COUNTRIES).map(([one, code]) => (
            <option key={one} value={one} selected={one === country}>{`${one} ${code}`}</option>
          ))}
        </select>
        <input
          class="in"
          type="tel"
          name="phone"
          inputMode="tel"
          autocomplete="tel"
          value={value}
          {...describe("phone", { hint, error })}
        />
      </div>
    </FieldFrame>
  );
}
