/** What came of sending a form without leaving the page. */
export type Sent =
  /** The server answered with another page's address. */
  | { kind: "moved"; url: string }
  /** The same form came back, with messages at its fields, and has taken the old one's place. */
  | { kind: "shown" }
  /** The network or the server failed; the form is as it was. */
  | { kind: "failed" };

export interface SendOptions {
  submitter: HTMLElement | null;
  /** How much of the form has left the device, 0 to 100. */
  onProgress(percent: number): void;
}

/**
 * Sends a form in the browser, as the browser itself would, and puts the form of the answer in its
 * place. Fetch cannot tell how much was sent.
 */
export function sendForm(form: HTMLFormElement, options: SendOptions): Promise<Sent> {
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) =>
    options.onProgress(Math.floor((100 * loaded) / total));
  return new Promise((done) => {
    request.onload = () => {
      const hasMoved = new URL(request.responseURL).pathname !== location.pathname ||
        request.status < 300 && request.responseURL.includes("?saved");
      if (hasMoved && request.status < 400) {
        return done({ kind: "moved", url: request.responseURL });
      }
      done({
        kind: request.status < 500 && replace(form, request.responseText) ? "shown" : "failed",
      });
    };
    request.onerror = () => done({ kind: "failed" });
    request.open("POST", location.pathname);
    request.send(new FormData(form, options.submitter));
  });
}

function replace(form: HTMLFormElement, html: string): boolean {
  // Without its head: the styles there carry a nonce that this page does not admit.
  const body = html.slice(html.indexOf("<body"));
  const page = new DOMParser().parseFromString(body, "text/html");
  const fresh = page.getElementById(form.id);
  if (!fresh) return false;
  form.replaceChildren(...fresh.childNodes);
  adoptStyles(html);
  const summary = form.querySelector<HTMLElement>("[role=alert]");
  if (summary) {
    summary.tabIndex = -1;
    summary.focus();
  }
  return true;
}

/** Pages carry the styles of what is on them and no others; a message brings its own. */
function adoptStyles(html: string): void {
  const css = /<style[^>]*>([^]*?)<\/style>/.exec(html)?.[1];
  if (!css || !("adoptedStyleSheets" in document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

/** The fields of a form as they stand, files aside. */
export function readFields(form: HTMLFormElement): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") fields.set(name, value);
  }
  return fields;
}

/** How many fields differ. */
export function countChanges(before: Map<string, string>, after: Map<string, string>): number {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).length;
}
