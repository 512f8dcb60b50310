import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { Note, Pill } from "@/components/Status.tsx";
import { type StoreDomain, TXT_LABEL, txtValue } from "@/lib/domains/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";

export interface DomainRecordsProps {
  csrf: string;
  domain: StoreDomain;
  /** The shop's host on the platform's domain. */
  target: string;
  /** Where a domain that cannot have a CNAME points; may be empty. */
  addresses: string[];
}

/** What to set where the domain was bought, and how far that has come. */
export function DomainRecords({ csrf, domain, target, addresses }: DomainRecordsProps) {
  const { host, token, verified_at, checked_at, has_token, points_here } = domain;
  return (
    <Card>
      <div class="ch">
        <h2 class="min-w-0 break-words">{host}</h2>
        {verified_at
          ? <Pill tone="ok" icon="check">Yours</Pill>
          : <Pill tone="warn" icon="clock">Not verified yet</Pill>}
      </div>
      <p class="mut mb-4">
        {verified_at
          ? "Your shop is there. Keep both records: we look at them every day."
          : "Set these two records where you bought the domain, then check. It may take an hour " +
            "until everybody sees them."}
      </p>
      <Record
        kind="TXT"
        name={`${TXT_LABEL}.${host}`}
        values={[txtValue(token)]}
        isThere={has_token}
      />
      <Record kind="CNAME" name={host} values={[target]} isThere={points_here}>
        {addresses.length > 0 && (
          <p class="mut text-sm mt-1">
            Where a CNAME cannot be, set A: <Code>{addresses.join(", ")}</Code>
          </p>
        )}
      </Record>
      <Form csrf={csrf} class="flex flex-wrap items-center gap-3 mt-4">
        <Button name="intent" value="check" kind={verified_at ? "line" : "fill"}>Check now</Button>
        <span class="mut text-sm" role="status">
          {checked_at === null ? "We are asking. This page looks again by itself." : ""}
        </span>
      </Form>
    </Card>
  );
}

interface RecordProps {
  kind: string;
  name: string;
  values: string[];
  /** Null while nobody has looked. */
  isThere: boolean | null;
  children?: ComponentChildren;
}

function Record({ kind, name, values, isThere, children }: RecordProps) {
  return (
    <dl class="border-t border-line py-3">
      <div class="flex items-center justify-between gap-3">
        <dt class="font-bold">{kind}</dt>
        <dd>
          {isThere === true && <Pill tone="ok" icon="check">Found</Pill>}
          {isThere === false && <Pill tone="warn" icon="alert">Not found</Pill>}
        </dd>
      </div>
      <dt class="mut text-sm">Name</dt>
      <dd class="break-all">
        <span dir="ltr">{name}</span>
      </dd>
      <dt class="mut text-sm mt-1">Value</dt>
      <dd class="break-all">
        <span dir="ltr">{values.join(", ")}</span>
        {children}
      </dd>
    </dl>
  );
}

export interface DomainCardProps {
  csrf: string;
  domain: StoreDomain | null;
  typed: string;
  errors: FormErrors;
}

/** Names a domain, or gives it up. */
export function DomainCard({ csrf, domain, typed, errors }: DomainCardProps) {
  return (
    <Card>
      <h2 class="mb-4">{domain ? "Another domain" : "Use your own domain"}</h2>
      <Form csrf={csrf} noValidate>
        <ErrorSummary errors={errors} class="mb-4" />
        {domain?.verified_at && (
          <Note tone="warn" class="mb-4">
            Naming another one takes {domain.host} out of use at once.
          </Note>
        )}
        <Field
          name="host"
          label="Domain"
          hint="One that you bought, such as www.example.com."
          value={typed}
          error={errors.host}
          inputMode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxlength={260}
        />
        <Button name="intent" value="save" class="mt-4" kind={domain ? "line" : "fill"}>
          {domain ? "Use this one instead" : "Show me the records"}
        </Button>
      </Form>
      {domain && (
        <Form csrf={csrf} class="mt-4">
          <Button name="intent" value="remove" kind="danger">Give {domain.host} up</Button>
        </Form>
      )}
    </Card>
  );
}
