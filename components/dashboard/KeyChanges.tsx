import { Button, ButtonLink } from "@/components/Button.tsx";
import { Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";

/** Hours that a key works beside the one that takes its place. */
export const OVERLAPS = { "0": "No longer", "1": "One hour", "24": "A day", "168": "A week" };

export interface KeyChangesProps {
  csrf: string;
  name: string;
  /** Path of the list of keys. */
  base: string;
}

/** What can be done with a key that works: another in its place, or none. */
export function KeyChanges({ csrf, name, base }: KeyChangesProps) {
  return (
    <>
      <Card>
        <h2>Replace it</h2>
        <p class="mt-2">
          Makes a key that may do the same. The program goes on with the old one until you have
          given it the new one.
        </p>
        <Form csrf={csrf} class="grid gap-4 mt-4">
          <Select name="overlap" label="The old key works for">
            {Object.entries(OVERLAPS).map(([hours, words]) => (
              <option key={hours} value={hours} selected={hours === "24"}>{words}</option>
            ))}
          </Select>
          <p>
            <Button name="intent" value="replace">Make the new key</Button>
          </p>
        </Form>
      </Card>
      <Card>
        <h2>Revoke {name}?</h2>
        <p class="mt-2">
          The program that uses it is locked out at once. A key cannot be brought back.
        </p>
        <Form csrf={csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger" name="intent" value="revoke">Revoke {name}</Button>
          <ButtonLink kind="line" href={base}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
