import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { FormErrors } from "@/lib/http/mod.ts";

export interface ShopFormProps {
  csrf: string;
  /** Fields by name, as they were typed. */
  values: Record<string, string>;
  errors: FormErrors;
}

type Part = Omit<ShopFormProps, "csrf">;

/** What the owner settles about the shop as a whole. */
export function ShopForm({ csrf, ...part }: ShopFormProps) {
  return (
    <Form csrf={csrf} id="shop" class="max-w-2xl grid gap-4" noValidate>
      <ErrorSummary errors={part.errors} ids={{ taxMode: "tax-included" }} />
      <input type="hidden" name="shown" value={part.values.shown} autocomplete="off" />
      <Names {...part} />
      <Contact {...part} />
      <PickUp {...part} />
      <Orders {...part} />
      <Closing {...part} />
    </Form>
  );
}

function Names({ values, errors }: Part) {
  return (
    <Card>
      <h2 class="mb-4">Your shop</h2>
      <Field
        name="name"
        label="Name"
        value={values.name}
        error={errors.name}
        maxlength={80}
        autocomplete="off"
        required
      />
      <Field
        name="tagline"
        label="In one line"
        hint="Stands under the name, and in search results."
        optional
        value={values.tagline}
        error={errors.tagline}
        maxlength={160}
        autocomplete="off"
      />
    </Card>
  );
}

function Contact({ values, errors }: Part) {
  return (
    <Card>
      <h2 class="mb-4">How shoppers reach you</h2>
      <div class="grid gap-x-4 sm:grid-cols-2">
        <Field
          name="contactPhone"
          label="Phone"
          type="tel"
          inputMode="tel"
          optional
          value={values.contactPhone}
          error={errors.contactPhone}
          autocomplete="off"
        />
        <Field
          name="whatsappPhone"
          label="WhatsApp"
          type="tel"
          inputMode="tel"
          hint="Empty means the phone."
          optional
          value={values.whatsappPhone}
          error={errors.whatsappPhone}
          autocomplete="off"
        />
      </div>
      <Field
        name="contactEmail"
        label="Email"
        class="mt-5"
        type="email"
        hint="Shown on the contact page. News of orders and messages go there, too."
        optional
        value={values.contactEmail}
        error={errors.contactEmail}
        autocomplete="off"
      />
      <Field
        name="address"
        label="Address"
        hint="Where people find you: building, road, area."
        optional
        value={values.address}
        error={errors.address}
        maxlength={200}
        autocomplete="off"
      />
      <Field
        name="openingHours"
        label="Opening hours"
        hint="Such as Mon to Sat, 8:30 to 18:00."
        optional
        value={values.openingHours}
        error={errors.openingHours}
        maxlength={120}
        autocomplete="off"
      />
    </Card>
  );
}

function PickUp({ values, errors }: Part) {
  return (
    <Card>
      <h2 class="mb-4">Picking up</h2>
      <Checkbox name="isPickupOffered" value="1" checked={values.isPickupOffered === "1"}>
        Shoppers may pick their order up
      </Checkbox>
      <Field
        name="pickupNote"
        label="When it is ready"
        hint="Such as Ready today, 15:00."
        optional
        value={values.pickupNote}
        error={errors.pickupNote}
        maxlength={160}
        autocomplete="off"
      />
    </Card>
  );
}

function Orders({ values, errors }: Part) {
  return (
    <Card>
      <h2 class="mb-4">Tax and unpaid orders</h2>
      <Field
        name="taxRate"
        label="Tax rate in percent"
        hint="0 when you are not registered for tax."
        value={values.taxRate}
        error={errors.taxRate}
        inputMode="decimal"
        autocomplete="off"
        maxlength={6}
      />
      <fieldset class="my-5">
        <legend>Your prices</legend>
        <OptionCard
          id="tax-included"
          name="taxMode"
          value="included"
          title="Include the tax"
          detail="Shoppers pay the price they see."
          checked={values.taxMode !== "added"}
        />
        <OptionCard
          name="taxMode"
          value="added"
          title="Are without tax"
          detail="It comes on top of goods and delivery at checkout."
          checked={values.taxMode === "added"}
        />
        {errors.taxMode && <FieldError id="tax-included" error={errors.taxMode} />}
      </fieldset>
      <Field
        name="holdMinutes"
        label="Minutes an unpaid order keeps its stock"
        hint="From 5 to 1440. A payment prompt lives for about 3."
        value={values.holdMinutes}
        error={errors.holdMinutes}
        inputMode="numeric"
        autocomplete="off"
        maxlength={4}
      />
    </Card>
  );
}

function Closing({ values, errors }: Part) {
  return (
    <Card>
      <h2 class="mb-4">Closed for a while</h2>
      <Checkbox name="isClosed" value="1" checked={values.isClosed === "1"}>
        The shop is closed: people look around, and nobody can order
      </Checkbox>
      <TextArea
        name="closedNote"
        label="What visitors read"
        hint="We are back on 6 January. Asante for waiting."
        optional
        value={values.closedNote}
        error={errors.closedNote}
        maxlength={300}
      />
    </Card>
  );
}
