/** Codes for discounts, and what was taken off. Names of discounts are the shop's own. */
export const discount = {
  label: "Discount code",
  add: "Add a discount code",
  apply: "Apply",
  saved: "Discounts",
  counted: "{name} takes off {amount}.",
  later: "{name} takes off the delivery once you choose where it goes.",
  unknown: "This shop has no code {code}. Check how it is written.",
  ended: "The code {code} has ended.",
  usedUp: "The code {code} was used as often as it could be.",
  usedByYou: "This phone number has used the code {code} already.",
  noMatch: "Nothing in your cart is part of the code {code}.",
  minAmount: "Add goods for {amount} more to use the code {code}.",
  minQuantity: {
    one: "Add {count} more item to use the code {code}.",
    other: "Add {count} more items to use the code {code}.",
  },
  noDelivery: "The code {code} is for delivery. Nothing is delivered here.",
  betterWithout: "You save more without the code {code}, so it is not used.",
  over: "{name} has ended. The total below is without it.",
  inTotal: "Your code has been looked at. Check the total, then pay.",
  payAgain: "A discount of this order was used up meanwhile. Order again to pay the price of now.",
} as const;
