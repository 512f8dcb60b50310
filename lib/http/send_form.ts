/** What came of sending a form without leaving the page. */
export type Sent =
  /** The server answered with another page's address. */
  | { kind: "moved"; url: string }
  /** The same form came back, with messages at its fields, and has taken the old one's place. */
  | { kind: "shown" }
  /** The session has ended; the form is as it was. */
  | { kind: "signed_out" }
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
      const sent = read(request, form);
      if (sent.kind === "shown") focusOnNews(form, options.submitter);
      done(sent);
    };
    request.onerror = () => done({ kind: "failed" });
    request.open("POST", location.pathname);
    request.send(new FormData(form, options.submitter));
  });
}

function read({ responseURL, responseText, status }: XMLHttpRequest, form: HTMLFormElement): Sent {
  const { pathname, search } = new URL(responseURL);
  if (pathname === "/sign-in") return { kind: "signed_out" };
  // The address that was posted to has no query; one with a query is where the answer leads.
  const hasMoved = pathname !== location.pathname || search !== "";
  if (hasMoved && status < 400) return { kind: "moved", url: responseURL };
  return { kind: status < 500 && replace(form, responseText) ? "shown" : "failed" };
}

function replace(form: HTMLFormElement, html: string): boolean {
  // Without its head: the styles there carry a nonce that this page does not admit.
  const body = html.slice(html.indexOf("<body"));
  const page = new DOMParser().parseFromString(body, "text/html");
  const fresh = page.getElementById(form.id);
  if (!fresh) return false;
  form.replaceChildren(...fresh.childNodes);
  adoptStyles(html);
  return true;
}

/** To what is wrong, else to where the button that was pressed would have led. */
function focusOnNews(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const hash = submitter instanceof HTMLButtonElement ? new URL(submitter.formAction).hash : "";
  const news = form.querySelector<HTMLElement>("[role=alert]") ??
    document.getElementById(hash.slice(1));
  if (!news) return;
  news.tabIndex = -1;
  news.focus();
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
