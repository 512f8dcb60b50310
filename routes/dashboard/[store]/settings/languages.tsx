import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { type Language, LANGUAGE_CODES, LANGUAGES } from "@/lib/i18n/mod.ts";
import {
  type DashboardState,
  getLanguages,
  LanguagesForm,
  type MyStore,
  saveLanguages,
} from "@/lib/tenants/mod.ts";
import { assertManager } from "./(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  /** The first is what addresses without a prefix speak. */
  languages: Language[];
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx),

  async POST(req, ctx) {
    const form = await readForm(req, LanguagesForm);
    if (!form.ok) return await show(ctx, form.errors, form.status);
    return await ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      await saveLanguages(sql, store.id, form.value);
      return seeOther("?saved=1");
    });
  },
};

function show(ctx: Context, errors: FormErrors = {}, status = 200): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    assertManager(store);
    const languages = await getLanguages(sql, store.id);
    return ctx.render({ store, languages, errors }, { status });
  });
}

export default function Languages({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, languages, errors } = data;
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title="Languages" shop={store.name} />
      <PageHead title="Languages" />
      <SettingsNav store={store} here="languages" />
      <Form guarded csrf={state.csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <div class="ch">
            <h2>What your shop speaks</h2>
          </div>
          <Select
            name="first"
            label="First language"
            hint="What buyers meet when they open your shop. Write your products in it."
            error={errors.first}
          >
            {LANGUAGE_CODES.map((code) => (
              <option key={code} value={code} lang={code} selected={code === languages[0]}>
                {LANGUAGES[code].name}
              </option>
            ))}
          </Select>
          <fieldset class="mt-5">
            <legend>Also in</legend>
            <p class="hint">
              Buttons, checkout, order pages and messages. What you write yourself stays as you
              wrote it until you translate it.
            </p>
            {LANGUAGE_CODES.map((code) => (
              <Checkbox
                key={code}
                name="also"
                value={code}
                checked={languages.slice(1).includes(code)}
              >
                <span lang={code} dir={LANGUAGES[code].dir}>{LANGUAGES[code].name}</span>
              </Checkbox>
            ))}
          </fieldset>
          <Button class="mt-4">Save languages</Button>
        </Card>
      </Form>
      {languages.length > 1 && (
        <div class="max-w-2xl mt-4">
          <Card>
            <h2>Your own words</h2>
            <p class="mut text-sm mt-1 mb-3">
              Products, pages and what else you wrote, in {new Intl.ListFormat("en").format(
                languages.slice(1).map((one) => LANGUAGES[one].name),
              )}.
            </p>
            <ButtonLink kind="line" href={`/dashboard/${store.slug}/translations`}>
              Translate
            </ButtonLink>
          </Card>
        </div>
      )}
      {isSaved && <Toast>Saved. Buyers choose at the bottom of every page.</Toast>}
    </>
  );
}
