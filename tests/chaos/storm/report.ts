import type { Shopper } from "./shopper.ts";
import type { StormStage } from "./stage.ts";

/** What a storm was like, and what it came to. */
export interface Report {
  orders: number;
  /** Checkouts sent, and those of them of which nobody said what became of them. */
  checkouts: number;
  unanswered_checkouts: number;
  /** Asked of gateways; what never arrived; what was done while its answer was lost. */
  calls: number;
  calls_never_sent: number;
  calls_lost_after_work: number;
  /** Sent by gateways; what never came, came hours later, came again, or came while nobody was there. */
  messages: number;
  messages_dropped: number;
  messages_late: number;
  messages_doubled: number;
  copies: number;
  messages_to_the_dead: number;
  server_kills: number;
  worker_kills: number;
  function_kills: number;
  paid: number;
  unpaid: number;
  paid_twice: number;
  /** Orders of which all went back, or a part; and refunds that the gateway refused. */
  refunded: number;
  partly_refunded: number;
  refunds_failed: number;
  /** Orders that wait for a person. */
  review: number;
  /** What passed on the clock of the gateways. */
  hours: number;
}

export async function report(
  { sql, wires, site, crew, post: { counts } }: StormStage,
  shoppers: Shopper[],
  nowS: number,
): Promise<Report> {
  const [row] = await sql`select
    count(*) filter (where status = 'paid')::int as paid,
    count(*) filter (where status <> 'paid')::int as unpaid,
    count(*) filter (where paid_minor >= 2 * total_minor)::int as paid_twice,
    count(*) filter (where payment_status = 'refunded')::int as refunded,
    count(*) filter (where refunded_minor > 0 and payment_status <> 'refunded')::int as partly_refunded,
    (select count(*)::int from refunds where state = 'failed') as refunds_failed,
    count(*) filter (where needs_review)::int as review
    from orders`;
  const sum = (what: keyof typeof wires[number]["counts"]) =>
    wires.reduce((all, { counts }) => all + counts[what], 0);
  return {
    orders: shoppers.length,
    checkouts: site.counts.tries,
    unanswered_checkouts: site.counts.unanswered,
    calls: sum("calls"),
    calls_never_sent: sum("neverSent"),
    calls_lost_after_work: sum("lost"),
    messages: counts.messages,
    messages_dropped: counts.dropped,
    messages_late: counts.late,
    messages_doubled: counts.doubled,
    copies: counts.copies,
    messages_to_the_dead: counts.unheard,
    server_kills: crew.kills.servers,
    worker_kills: crew.kills.workers,
    function_kills: crew.kills.functions,
    ...row as unknown as Pick<
      Report,
      | "paid"
      | "unpaid"
      | "paid_twice"
      | "refunded"
      | "partly_refunded"
      | "refunds_failed"
      | "review"
    >,
    hours: Math.round(nowS / 360) / 10,
  };
}
