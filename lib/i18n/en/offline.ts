/** What a shop says without a network, and of itself as an app. */
export const offline = {
  title: "No network right now",
  more: "Pages that you saw before still open, and your cart is kept on this phone.",
  again: "Try again",
  seen: "You saw these before",
  waitsTitle: "We send it as soon as you are back",
  waitsMore:
    "There is no network right now. What you typed is kept on this phone and sent once, by itself. Then you can pay.",
  takeBack: "Take it back",
  copy: "No network right now. This is the page as you last saw it.",
  waits: "What you typed waits for the network.",
  see: "See it",
  install: "Keep {store} on your home screen, also for times without a network.",
  installYes: "Add it",
  installNo: "Not now",
} as const;
