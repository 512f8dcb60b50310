import { Button, ButtonLink } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { ContactMessage } from "@/lib/pages/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

export interface MessageCardProps {
  message: ContactMessage;
  csrf: string;
  store: MyStore;
  canMark: boolean;
}

/** What somebody wrote, and the ways to answer. */
export function MessageCard({ message, csrf, store, canMark }: MessageCardProps) {
  const { id, name, phone, email, body, at, isRead } = message;
  return (
    <li class="card" id={`m-${id}`}>
      <div class="flex items-start justify-between gap-3">
        <div class="min-w-0 break-words">
          <h2 class="text-md">{name}</h2>
          <p class="mut text-sm">
            <time dateTime={at.toISOString()}>
              {formatMoment(at, { timeZone: store.timeZone })}
            </time>
          </p>
        </div>
        {!isRead && <Pill tone="warn">New</Pill>}
      </div>
      <p class="mt-3 whitespace-pre-line break-words">{body}</p>
      <div class="flex flex-wrap gap-2 mt-4">
        {phone && (
          <>
            <ButtonLink kind="line" small icon="call" href={`tel:${phone}`}>
              {formatPhone(phone)}
            </ButtonLink>
            <ButtonLink kind="line" small icon="chat" href={`https://wa.me/${phone.slice(1)}`}>
              WhatsApp
            </ButtonLink>
          </>
        )}
        {email && (
          <ButtonLink kind="line" small class="break-all" href={`mailto:${email}`}>
            {email}
          </ButtonLink>
        )}
        {canMark && (
          <Form csrf={csrf} action={`/dashboard/${store.slug}/messages/${id}/read`}>
            <input type="hidden" name="isRead" value={isRead ? "0" : "1"} autocomplete="off" />
            <Button kind="text" small>{isRead ? "Mark as new" : "Mark as read"}</Button>
          </Form>
        )}
      </div>
    </li>
  );
}
