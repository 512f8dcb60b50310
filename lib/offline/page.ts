/*
 * Runs on every page of a shop once it is there: brings the service worker, and offers the shop as an app
 * to whoever came again, where the page has a place for that and the browser can do it.
 */

/** Chrome's, and those made of it (W3C, Manifest Incubations): asks whether to install. */
interface InstallEvent extends Event {
  prompt(): Promise<void>;
}

const root = (document.currentScript as HTMLScriptElement).dataset.root!;
const worker = navigator.serviceWorker;

const DAY_MS = 86_400_000;
const REST_DAYS = 90;
const KEY = `app:${root}`;

/** Of the Network Information API, where the browser has it. */
const { connection } = navigator as { connection?: { saveData?: boolean } };

async function bring(): Promise<void> {
  if (!worker) return;
  // Also once another one takes over: its copies begin anew.
  worker.oncontrollerchange = sayOpen;
  sayOpen();
  await worker.register(`${root}/worker.js`, { scope: root || "/" });
}

function sayOpen(): void {
  if (!connection?.saveData) worker.controller?.postMessage("open");
}

// Whatever the page itself needs comes first.
const idle = globalThis.requestIdleCallback ?? setTimeout;
const start = () => idle(() => bring().catch(() => {}));
if (document.readyState === "complete") start();
else addEventListener("load", start);

addEventListener("online", () => worker?.controller?.postMessage("online"));

/** Whether this is a later visit than the first, and nobody said no within the last months. */
function isWelcome(): boolean {
  try {
    const [visits = "0", until = "0"] = (localStorage.getItem(KEY) ?? "").split(" ");
    const isNew = !sessionStorage.getItem(KEY);
    const count = (Number(visits) || 0) + Number(isNew);
    sessionStorage.setItem(KEY, "1");
    localStorage.setItem(KEY, `${count} ${until}`);
    return count > 1 && Number(until) < Date.now();
  } catch {
    return false;
  }
}

const isInvited = isWelcome();

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const place = document.getElementById("install");
  if (!place || !isInvited) return;
  place.hidden = false;
  place.onclick = ({ target }) => {
    const { value } = target as HTMLButtonElement;
    if (!value) return;
    place.hidden = true;
    if (value === "yes") (event as InstallEvent).prompt();
    localStorage.setItem(KEY, `2 ${Date.now() + REST_DAYS * DAY_MS}`);
  };
});
