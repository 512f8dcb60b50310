import type postgres from "postgres";

/** Emails and SMS are not what is looked at, and nobody would take them. */
export async function holdMessages(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create function public.hold_message() returns trigger language plpgsql as $$
    begin
      if new.task_id = (select id from graphile_worker._private_tasks where identifier = 'send_notification') then
        new.run_at := now() + interval '100 years';
      end if;
      return new;
    end $$;
    create trigger hold_message before insert on graphile_worker._private_jobs
      for each row execute function public.hold_message()`);
}

/**
 * Everything that time can still do something to, happened that much earlier, and the worker looks at once.
 * One table after another, each let go before the next: who holds rows of all of them stands in the way of
 * every job. Jobs come last, so that none finds what it is about younger than it is itself.
 */
export async function passInDatabase(sql: postgres.Sql, seconds: number): Promise<void> {
  const span = `interval '${seconds} seconds'`;
  const steps = [
    `update payment_attempts set created_at = created_at - ${span},
      submitted_at = submitted_at - ${span}, polled_at = polled_at - ${span}
      where state <> 'succeeded'`,
    `update refunds set created_at = created_at - ${span}, sent_at = sent_at - ${span},
      polled_at = polled_at - ${span} where state <> 'done'`,
    `update payment_events set received_at = received_at - ${span} where state = 'received'`,
    `update orders set placed_at = placed_at - ${span}, expires_at = expires_at - ${span}
      where status = 'pending'`,
    `update graphile_worker._private_jobs set run_at = run_at - ${span}
      where locked_at is null and run_at < now() + interval '10 years'`,
    `select pg_notify('jobs:insert', '{"count":8}')`,
  ];
  for (const step of steps) await unlessDeadlocked(() => sql.unsafe(step));
}

/** Jobs lock rows one after another, in orders of their own: Postgres ends one of two that wait for each other. */
async function unlessDeadlocked(pass: () => Promise<unknown>): Promise<void> {
  const DEADLOCK = "40P01";
  for (let left = 20;; left--) {
    try {
      await pass();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || left === 0) throw error;
    }
  }
}
