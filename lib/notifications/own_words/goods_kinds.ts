import { ABOUT_ORDER, letter, type MessageKind, sms } from "./kind.ts";

/** What is said of where goods are, and of what the shop did to an order. */
export const GOODS_KINDS = {
  order_shipped: {
    name: "On its way",
    when: "When a parcel of an order goes out.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: [...ABOUT_ORDER, "carrier", "tracking", "rider_phone", "on_the_way"],
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsShipped")),
      email: ({ raw }) =>
        letter(raw("message.shippedSubject"), raw("order.onTheWay"), "{on_the_way}\n{where}"),
    },
  },
  order_ready: {
    name: "Ready to pick up",
    when: "When all of an order waits to be picked up.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: ABOUT_ORDER,
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsReady")),
      email: ({ raw }) => letter(raw("message.readySubject"), raw("order.ready"), "{where}"),
    },
  },
  order_changed: {
    name: "Order changed",
    when: "When you change what is in an order, or where it goes for another fee.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: [...ABOUT_ORDER, "left_to_pay", "why"],
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsChanged")),
      email: ({ raw }) =>
        letter(raw("message.changedSubject"), raw("message.changed"), "{items}\n{total}"),
    },
  },
  order_cancelled: {
    name: "Order cancelled",
    when: "When you cancel an order and choose to tell its buyer.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: [...ABOUT_ORDER, "why"],
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsCancelled")),
      email: ({ raw }) =>
        letter(raw("message.cancelledSubject"), raw("order.wasCancelled"), "{why}"),
    },
  },
} as const satisfies Record<string, MessageKind>;
