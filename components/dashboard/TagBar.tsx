import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";

export interface TagBarProps {
  csrf: string;
  action: string;
  /** Query of the list, to come back to. */
  back: string;
  tags: string[];
  error?: string;
}

/** Puts a tag on the customers that are ticked in the table, or takes it off. */
export function TagBar({ csrf, action, back, tags, error }: TagBarProps) {
  return (
    <Form csrf={csrf} action={action} id="tagging" class="card mt-4">
      <input type="hidden" name="back" value={back} autocomplete="off" />
      <Field
        name="tag"
        id="bulk-tag"
        label="Tag those that are ticked"
        placeholder="wholesale"
        maxLength={40}
        autocomplete="off"
        error={error}
        {...{ list: "known-tags" }}
      />
      <datalist id="known-tags">{tags.map((tag) => <option key={tag} value={tag} />)}</datalist>
      <p class="flex flex-wrap gap-3 mt-3">
        <Button kind="line" small name="intent" value="add">Add the tag</Button>
        <Button kind="text" small name="intent" value="remove">Take it off</Button>
      </p>
    </Form>
  );
}
