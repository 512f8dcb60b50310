/** What was bought as files, on the page of an order. */
export const files = {
  mine: { one: "Your file", other: "Your files" },
  begun: "Your download begins by itself.",
  begunMore:
    "If it does not, or if it breaks off, tap Download again. That costs nothing until {time}.",
  again: "Download again",
  freeUntil: "Free until {time}.",
  askMore: "Ask the shop for more",
  askText: "Order {label}: more downloads, please",
  take: "Download, {size}",
  ended: "Downloads ended {time}.",
  always: "Download it as often as you like.",
  alwaysUntil: "Download it as often as you like, until {time}.",
  last: "This is the last download of it.",
  left: { one: "{count} of {limit} downloads left.", other: "{count} of {limit} downloads left." },
  leftUntil: {
    one: "{count} of {limit} downloads left, until {time}.",
    other: "{count} of {limit} downloads left, until {time}.",
  },
  usedUp: {
    one: "No downloads left: you took it {count} time.",
    other: "No downloads left: you took it {count} times.",
  },
  notPaid: "Files can be downloaded once the order is paid.",
  gone: "The shop does not offer that file any more. The others are below.",
  over: "The days to download have passed. Ask the shop for more.",
  noneLeft: "There are no downloads left for that file. Ask the shop for more.",
  linkOver: "That download link is over. Download the file again below.",
} as const;
