/**
 * Emails and text messages to shoppers. Texts whose names begin with `sms` go out as text messages: in
 * GSM-7 letters where the language has them, as one other letter makes each message cost like three.
 */
export const message = {
  hello: "Hello",
  greetName: "{greeting}, {name}.",
  greet: "{greeting}.",
  smsReceivedPay:
    "{store}: {greeting} We have your order {order}, {total}. Pay or follow it: {link}",
  smsReceived: "{store}: {greeting} We have your order {order}, {total}. Follow it: {link}",
  smsReceivedPayShort: "{store}: we have your order {order}, {total}. Pay or follow it: {link}",
  smsReceivedShort: "{store}: we have your order {order}, {total}. Follow it: {link}",
  smsPaid: "{store}: {greeting} {total} paid for order {order}. Follow it: {link}",
  smsPaidShort: "{store}: {total} paid for order {order}. Follow it: {link}",
  smsPaidShortest: "{order} paid, {total}: {link}",
  receivedSubject: "Your order {order} at {store}",
  received: "We have your order",
  heldUntil: "We hold these for you until {time}.",
  promptSent: "We sent a prompt for {amount} to {phone}. Enter your {gateway} PIN to pay.",
  payOrFollow: "Pay or follow your order",
  follow: "Follow your order",
  paidSubject: "Paid: your order {order} at {store}",
  paid: "Paid in full",
  haveTotal: "We have your {total}.",
  receipt: "{gateway} receipt",
  items: "Items",
  delivery: "Delivery",
  total: "Total",
  totalWithTax: "Total with {tax} VAT",
  pickUpAt: "Pick up at",
  deliveryTo: "Delivery to",
  when: "When",
  keep: "Keep this message: its link opens your order without a password.",
  questions: "Questions? Call {phone}.",
  smsPaidFiles: "{store}: {greeting} {total} paid for order {order}. Your files: {link}",
  smsPaidFilesShort: "{store}: {total} paid for order {order}. Your files: {link}",
  filesWait: "Your files wait on the page of your order.",
  getFiles: "Download your files",
  payOnPage:
    "Pay the {amount} on {gateway}’s page. If you left it, your order leads you back there.",
  smsCode:
    "{code} is your code for {store}. It works for 10 minutes. Tell it to nobody, also not to the shop.",
  smsCodeShort:
    "{code} is your code. It works for 10 minutes. Tell it to nobody, also not to the shop.",
  smsRefunded: "{store}: {amount} refunded, order {order}. See it: {link}",
  smsRefundedShortest: "{order}: {amount} refunded: {link}",
  refundedSubject: "Refund: your order {order} at {store}",
  refunded: "Your money is back",
  refundedBy: "We sent {amount} back to {phone} by {gateway}.",
  refundedThrough:
    "We sent {amount} back the way you paid, through {gateway}. A bank may take some days to show it.",
  refundedByHand: "We gave {amount} back to you: {reference}",
  refundReason: "Why",
  chatAboutOrder: "About your order {order}:",
} as const;
