const PLACE = "live";
const PAUSE_MS = 100;

let timer: ReturnType<typeof setTimeout> | undefined;
let isLoading = false;
let isStale = false;

/**
 * Shows what the server shows now in the part of the page that is live; several calls of one moment are
 * one. What is chosen there stays chosen, and the focus where it was. Older pages of a list stay as they are.
 */
export function refreshPage(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void load(), PAUSE_MS);
}

async function load(): Promise<void> {
  if (new URLSearchParams(location.search).has("after")) return;
  isStale = isLoading;
  if (isLoading) return;
  isLoading = true;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    // To sign in again is for the next page that is asked for.
    if (response.ok && !response.redirected) show(await response.text());
  } catch {
    // The line is gone: what was missed comes with the next one.
  } finally {
    isLoading = false;
    if (isStale) refreshPage();
  }
}

function show(html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  const [from, to] = [next.getElementById(PLACE), document.getElementById(PLACE)];
  if (!from || !to) return;
  const chosen = Array.from(
    to.querySelectorAll<HTMLInputElement>("input[name=number]:checked"),
    ({ value }) => value,
  );
  const focused = to.contains(document.activeElement) && document.activeElement!.closest("a,input");
  const open = to.querySelectorAll("details[open]").length > 0;
  // A page brings the styles of what is on it, and no others.
  const styles = next.querySelectorAll("head style");
  document.querySelectorAll("head style").forEach((style, i) => {
    if (styles[i]) style.textContent = styles[i].textContent;
  });
  to.replaceChildren(...from.childNodes);
  for (const value of chosen) {
    const box = to.querySelector<HTMLInputElement>(`input[name=number][value="${value}"]`);
    if (box) box.checked = true;
  }
  if (open) to.querySelector("details")?.setAttribute("open", "");
  if (focused) same(to, focused)?.focus();
  document.dispatchEvent(new Event("change"));
}

/** The element of the new part that is what this one was. */
function same(place: HTMLElement, was: Element): HTMLElement | null {
  const [name, value] = was.matches("a")
    ? ["href", was.getAttribute("href")]
    : ["value", was.getAttribute("value")];
  return value ? place.querySelector(`${was.localName}[${name}="${CSS.escape(value)}"]`) : null;
}
