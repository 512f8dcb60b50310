/** The ways in which payments go wrong, by the names that tests show them under. */
export const FAILURES: Record<number, string> = {
  1: "duplicate webhook",
  2: "out of order",
  3: "missing webhook",
  4: "late webhook",
  5: "too little",
  6: "too much",
  7: "currency mismatch",
  8: "double payment",
  9: "refund race",
  10: "gateway timeout",
  11: "forged webhook",
  12: "body serialised anew",
  13: "shopper never returns",
  14: "cart changed",
  15: "test event in live store",
  16: "chargeback or reversal",
  17: "token stampede",
  18: "unknown status code",
  19: "wrong-unit money",
  20: "money with no order",
};

/** What becomes of money that a gateway is asked for, by the names that tests show it under. */
export const OUTCOMES = [
  "paid",
  "refused",
  "timed out",
  "abandoned",
  "partial",
  "over",
  "wrong currency",
  "refunded in full",
  "refunded in part",
  "refund refused",
] as const;
export type Outcome = typeof OUTCOMES[number];

/** Outcomes that are failures as well, and shown as those. */
export const OUTCOME_ROWS: Partial<Record<Outcome, number>> = {
  partial: 5,
  over: 6,
  "wrong currency": 7,
};
