/** How to reach a shop. */
export const contact = {
  describe: "How to reach {store}: {ways}.",
  byMessage: "write us a message",
  writeUs: "Write to us",
  sent: "It is on its way.",
  sentMore: "We answer where you said.",
  yourName: "Your name",
  reply: "Phone or email",
  replyHint: "Where we answer. For nothing else.",
  message: "Message",
  leaveEmpty: "Leave this empty",
  send: "Send",
  call: "Call",
  email: "Email",
  visit: "Visit",
  map: "Show on a map",
  hours: "Opening hours",
} as const;
