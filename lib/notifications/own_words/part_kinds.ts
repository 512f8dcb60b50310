import { ABOUT_ORDER, FOR_STAFF, letter, type MessageKind, sms, staffLetter } from "./kind.ts";

const ABOUT_PARTS = [...ABOUT_ORDER, "paid", "left_to_pay", "pay_by"] as const;

/** What is said of orders that are paid in more than one part. */
export const PART_KINDS = {
  order_part_paid: {
    name: "Part of an order paid",
    when: "When a part of an order is paid and some is left.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: ABOUT_PARTS,
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsPart")),
      email: ({ raw }) =>
        letter(raw("message.partSubject"), raw("payment.partlyPaid"), raw("payment.paidOf")),
    },
  },
  order_reminder: {
    name: "Rest of an order due",
    when: "Before the day until which the rest of an order is to be paid.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: ABOUT_PARTS,
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsRemind")),
      email: ({ raw }) =>
        letter(raw("message.remindSubject"), raw("payment.paidOf"), raw("order.restBy")),
    },
  },
  order_lapsed: {
    name: "Order not paid in full",
    when: "When the time to pay is over and a part of the money came.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: ABOUT_PARTS,
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsLapsed")),
      email: ({ raw }) =>
        letter(raw("message.lapsedSubject"), raw("order.notInTime"), raw("order.lapsed")),
    },
  },
  merchant_order_lapsed: {
    name: "Order not paid in full",
    when: "To your contact email, when the time to pay is over and a part of the money came.",
    to: "staff",
    channels: ["email"],
    variables: [...FOR_STAFF, "paid"],
    needs: {},
    isOptional: true,
    start: staffLetter(
      "Not paid in full: order {order_number}, {paid} of {total} came",
      "Time is up for order {order_number}",
      "{customer} paid {paid} of {total}. The goods are back on the shelf.\n" +
        "Send the money back with one click, or call and take the rest.",
    ),
  },
} as const satisfies Record<string, MessageKind>;
