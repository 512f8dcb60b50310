import { dropOldCopies, file, keepOpen, picture, prepare } from "./copies.ts";
import { sendAgain } from "./order.ts";
import { answer } from "./pages.ts";
import { placeOf, scope, shop } from "./scope.ts";

/*
 * A new worker takes over at once, on purpose: pages come from the network first and name their files by
 * build, so a page of one build never meets files or copies of another.
 */
scope.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (event) => {
  // A page is asked for while the worker wakes up: on cheap phones that takes as long as a round trip.
  event.waitUntil(Promise.all([
    scope.registration.navigationPreload?.enable(),
    dropOldCopies().then(() => scope.clients.claim()),
  ]));
});

scope.addEventListener("sync", (event) => {
  event.waitUntil(
    sendAgain({ isHere: false }).then(({ order }) => {
      // The browser tries again later, by itself.
      if (order?.kind === "waiting" && !order.hasAnswer) throw new Error("No network yet");
    }),
  );
});

// A page is open on a device that does not save data, or noticed that the network is back.
scope.addEventListener("message", (event) => {
  const { data, source } = event;
  event.waitUntil(
    data === "open" ? keepOpen(new URL(source.url)) : sendAgain({ isHere: false }),
  );
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const place = placeOf(url);
  if (request.mode === "navigate") {
    // Forms go their own way where one tab cannot wait for another, nor anybody for so long only.
    const canSend = "locks" in navigator && "timeout" in AbortSignal;
    const canAnswer = request.method === "GET" || canSend;
    if (place && canAnswer) event.respondWith(answer(event, url, place));
  } else if (request.method !== "GET") {
    return;
  } else if (url.origin === location.origin && isNamedByContent(url)) {
    event.respondWith(file(request));
  } else if (url.href.startsWith(`${shop.media}/`) && request.destination === "image") {
    event.respondWith(picture(request.url));
  }
});

function isNamedByContent({ pathname, searchParams }: URL): boolean {
  return pathname.startsWith("/_frsh/js/") || searchParams.has("__frsh_c");
}
