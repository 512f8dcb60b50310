import { Icon, type IconName } from "@/components/Icon.tsx";
import type { Tone } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Home } from "@/lib/home/mod.ts";
import type { MyStore, Setup } from "@/lib/tenants/mod.ts";

interface Task {
  /** "" where there is nothing to count. */
  count: number | "";
  /** Before and after the number: "Pack", "order". */
  verb: string;
  noun: string;
  hint: string;
  href: string;
  icon: IconName;
  tone: Tone;
}

/** What waits for somebody in this shop, most pressing first; a quiet sentence when nothing does. */
export function DoNext({ store, home, setup }: { store: MyStore; home: Home; setup: Setup }) {
  const tasks = tasksOf(store, { home, setup });
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby="do-next">
      <div class="ch px-4 pt-4 md:px-5 mb-0 pb-2">
        <h2 id="do-next">Do next</h2>
        {tasks.length > 0 && <span class="cnt">{tasks.length}</span>}
      </div>
      {tasks.length === 0
        ? (
          <p class="mut px-4 pb-4 md:px-5">
            Nothing waits for you. New orders show here by themselves.
          </p>
        )
        : (
          <ul>
            {tasks.map((task) => (
              <li key={task.verb + task.noun}>
                <TaskLink task={task} />
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}

function TaskLink({ task: { count, verb, noun, hint, href, icon, tone } }: { task: Task }) {
  const many = count === "" || count === 1 ? noun : noun.replace(/\*/, "s");
  const number = count === "" ? "" : count > 99 ? "99+ " : `${count} `;
  return (
    <a class="it no-underline" href={href}>
      <span class={`ico t-${tone}`}>
        <Icon name={icon} />
      </span>
      <span class="flex-1 min-w-0">
        <b class="block">{verb} {number}{many.replace("*", "")}</b>
        <span class="mut text-sm">{hint}</span>
      </span>
      <Icon name="right" size="s" class="flip" />
    </a>
  );
}

/** `*` is where several take an s. */
function tasksOf(store: MyStore, { home, setup }: { home: Home; setup: Setup }): Task[] {
  const base = `/dashboard/${store.slug}`;
  const { toPack, needsReview, toPlace, lowStock, unread } = store.waiting;
  const known: (Task | false)[] = [
    {
      count: needsReview,
      verb: "Look at",
      noun: "order*",
      hint: "Something about the money does not add up",
      href: `${base}/orders?tab=review`,
      icon: "alert",
      tone: "danger",
    },
    {
      count: toPack,
      verb: "Pack",
      noun: "order*",
      hint: "Ready to go out",
      href: `${base}/orders?tab=to_pack`,
      icon: "box",
      tone: "ok",
    },
    {
      count: home.toConfirm,
      verb: "Look up",
      noun: "transfer*",
      hint: "See in your bank's app whether they came",
      href: `${base}/orders?status=pending&method=transfer`,
      icon: "money",
      tone: "warn",
    },
    can(store, "payments.view") && {
      count: toPlace,
      verb: "Place",
      noun: "payment*",
      hint: "Money that names no order",
      href: `${base}/arrivals`,
      icon: "money",
      tone: "warn",
    },
    {
      count: unread,
      verb: "Answer",
      noun: "message*",
      hint: "From your contact page",
      href: `${base}/messages`,
      icon: "chat",
      tone: "info",
    },
    {
      count: lowStock,
      verb: "Restock",
      noun: "variant*",
      hint: "On sale, and running low",
      href: `${base}/inventory?view=low`,
      icon: "tag",
      tone: "warn",
    },
    can(store, "products.manage") && {
      count: home.reviews,
      verb: "Read",
      noun: "review*",
      hint: "They show once you say so",
      href: `${base}/reviews`,
      icon: "star",
      tone: "info",
    },
  ];
  const tasks = known.filter((task) => task !== false && Number(task.count) > 0) as Task[];
  return [...tasks, ...stepsLeft(store, setup)];
}

/** What a shop that sells still lacks. */
function stepsLeft(store: MyStore, setup: Setup): Task[] {
  const base = `/dashboard/${store.slug}/settings`;
  if (!can(store, "settings.manage")) return [];
  const steps: (Task | false)[] = [
    !setup.canTakePayment && {
      count: "",
      verb: "Get paid",
      noun: "by phone or card",
      hint: "Buyers pay in cash only so far",
      href: `${base}/payments`,
      icon: "card",
      tone: "plain",
    },
    !setup.deliversSomewhere && {
      count: "",
      verb: "Say",
      noun: "where you deliver",
      hint: "Buyers can only pick up so far",
      href: `${base}/delivery`,
      icon: "truck",
      tone: "plain",
    },
  ];
  return steps.filter((step) => step !== false);
}
