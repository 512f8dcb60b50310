/** Time that can be moved forward, and what is to happen when. */
export interface Clock {
  now(): number;
  /** Runs at this time, or at once when it has passed. */
  at(time: number, run: () => unknown): void;
  /** Moves time forward; resolves when everything that fell due has been done. */
  advance(ms: number): Promise<void>;
  stop(): void;
}

interface Alarm {
  time: number;
  run: () => unknown;
}

// Timers hold no more than 31 bits of milliseconds.
const LONGEST_SLEEP_MS = 2_000_000_000;

/** A clock this many milliseconds ahead of the real one. */
export function createClock(offsetMs: number): Clock {
  let offset = offsetMs;
  let alarms: Alarm[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => Date.now() + offset;

  async function ring(): Promise<void> {
    while (alarms[0] && alarms[0].time <= now()) {
      const due = alarms.filter(({ time }) => time <= now());
      alarms = alarms.slice(due.length);
      await Promise.all(due.map(({ run }) => run()));
    }
    sleep();
  }

  function sleep(): void {
    clearTimeout(timer);
    if (!alarms[0]) return;
    const ms = Math.min(Math.max(alarms[0].time - now(), 0), LONGEST_SLEEP_MS);
    timer = setTimeout(ring, ms);
  }

  return {
    now,
    at(time, run) {
      const index = alarms.findIndex((alarm) => alarm.time > time);
      alarms.splice(index < 0 ? alarms.length : index, 0, { time, run });
      sleep();
    },
    async advance(ms) {
      offset += ms;
      await ring();
    },
    stop() {
      clearTimeout(timer);
      alarms = [];
    },
  };
}
