/** The cart. */
export const cart = {
  notSold: "This is not sold any more",
  onlyLeft: {
    one: "Only {count} left. The total counts {count}.",
    other: "Only {count} left. The total counts {count}.",
  },
  soldOut: "Sold out. The total leaves it out.",
  quantityOf: "Quantity of {title}",
  update: "Update",
  remove: "Remove",
  removed: "Taken out of your cart",
  undo: "Undo",
  checkout: "Checkout",
  total: "Total",
  items: "Items",
  deliveryLater: "Delivery is added at checkout.",
  empty: "Your cart is empty",
  emptyMore: "What you add waits here, also when the network is gone.",
  howMany: "Choose how many, from 1 to 999.",
  full: "Your cart is full. Buy what is in it first.",
} as const;
