import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { Category } from "@/lib/catalog/merchant.ts";
import { type CollectionDraft, collectionSlug } from "@/lib/collections/draft.ts";
import type { Currency } from "@/lib/money.ts";
import { RuleCard } from "./RuleCard.tsx";
import { SearchPreview } from "./SearchPreview.tsx";

export interface CollectionFormProps {
  csrf: string;
  draft: CollectionDraft;
  errors: Record<string, string>;
  categories: Category[];
  currency: Currency;
  shop: { name: string; host: string };
  isReadOnly: boolean;
}

const SORTS = { manual: "In your own order", newest: "Newest first" };

/** What a collection is called, where it shows, and by which rule it fills itself. */
export function CollectionForm(props: CollectionFormProps) {
  const { csrf, draft, errors, shop, isReadOnly } = props;
  return (
    <Form guarded csrf={csrf} id="collection">
      <fieldset disabled={isReadOnly} class="grid gap-4 min-w-0">
        <ErrorSummary errors={errors} />
        {/* The first button of a form is the one that Enter presses. */}
        <button
          type="submit"
          class="vh"
          name="intent"
          value="save"
          tabIndex={-1}
          aria-hidden="true"
        >
          Save
        </button>
        <Card>
          <Field
            name="title"
            label="Name"
            value={draft.title}
            error={errors.title}
            placeholder="Small gifts"
            maxlength={60}
          />
          <TextArea
            name="description"
            label="Description"
            optional
            rows={3}
            value={draft.description}
            error={errors.description}
            maxlength={2000}
          />
          <Field
            name="slug"
            label="Address"
            optional
            hint={`What stands after ${shop.host}/c/. Made of the name when it is empty.`}
            value={draft.slug}
            error={errors.slug}
            maxlength={80}
          />
          {draft.kind === "manual" && (
            <Select name="sort" label="Order" error={errors.sort}>
              {Object.entries(SORTS).map(([sort, words]) => (
                <option key={sort} value={sort} selected={sort === draft.sort}>{words}</option>
              ))}
            </Select>
          )}
          <div class="mt-4">
            <Checkbox name="isPublished" value="on" checked={draft.isPublished}>
              Show it in the shop
            </Checkbox>
            <Checkbox name="isOnFront" value="on" checked={draft.isOnFront}>
              Show some of it on the front page
            </Checkbox>
          </div>
        </Card>
        {draft.kind === "rule" && <RuleCard {...props} />}
        <SearchPreview
          source={{ ...draft, name: draft.title, shop: shop.name, plain: draft.description }}
          nameless="Name of the collection"
          address={{ before: `${shop.host}/c/`, slug: draft.slug || collectionSlug(draft.title) }}
          errors={errors}
        />
        {!isReadOnly && (
          <p>
            <Button name="intent" value="save">Save</Button>
          </p>
        )}
      </fieldset>
    </Form>
  );
}
