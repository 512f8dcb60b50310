import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { LocationList } from "@/components/dashboard/LocationList.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  listAllLocations,
  type Location,
  locationErrors,
  NewLocationForm,
  saveLocation,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  locations: Location[];
  name: string;
  errors: FormErrors;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((sql, store) => {
      assertManager(store);
      return show(ctx, sql, { store, name: "", errors: {} });
    }),

  async POST(req, ctx) {
    const read = await readForm(req, NewLocationForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      if (!read.ok) {
        const { errors, values, status } = read;
        return show(ctx, sql, { store, name: values.name ?? "", errors }, status);
      }
      const { id: locationId, name } = read.value;
      const change = { storeId: store.id, locationId, change: { name } };
      const saved = await saveLocation(sql, change);
      if (saved.ok) return seeOther(`/dashboard/${store.slug}/settings/locations?done=saved`);
      return show(ctx, sql, { store, name, errors: locationErrors(saved.code) }, 422);
    });
  },
};

async function show(
  ctx: FreshContext<DashboardState, Page>,
  sql: Sql,
  page: Omit<Page, "locations">,
  status = 200,
): Promise<Response> {
  const locations = await listAllLocations(sql, page.store.id);
  return await ctx.render({ ...page, locations }, { status });
}

export default function Locations({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, locations, name, errors } = data;
  const isDone = url.searchParams.has("done") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title="Locations" shop={store.name} />
      <PageHead
        title="Locations"
        below={
          <p class="mut text-sm">Where your stock lies. The website sells from one of them.</p>
        }
      />
      <SettingsNav store={store} here="locations" />
      <div class="grid gap-4">
        <LocationList
          locations={locations}
          base={`/dashboard/${store.slug}/settings/locations`}
        />
        <Card>
          <h2 class="mb-4">Add a location</h2>
          <Form guarded csrf={state.csrf} class="grid gap-4 max-w-md">
            <ErrorSummary errors={errors} />
            <input type="hidden" name="id" value={crypto.randomUUID()} autocomplete="off" />
            <Field
              name="name"
              label="Name"
              hint="Shop floor, store room, market stall."
              value={name}
              error={errors.name}
              maxlength={80}
              autocomplete="off"
              required
            />
            <p>
              <Button kind="line">Add it</Button>
            </p>
          </Form>
        </Card>
      </div>
      {isDone && <Toast>Saved</Toast>}
    </>
  );
}
