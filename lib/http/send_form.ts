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

const TOKEN = "input[name=csrf]";

export interface SendOptions {
  submitter: HTMLElement | null;
  /** How much of the form has left the device, 0 to 100. */
  onProgress(percent: number): void;
}

/**
 * Sends a form in the browser, as the browser itself would, and puts the form of the answer in its
 * place. When somebody signed in again on another tab, the form goes once more with a new token.
 */
export async function sendForm(form: HTMLFormElement, options: SendOptions): Promise<Sent> {
  const sent = await send(form, options);
  const isStale = sent.kind === "refused" && await renewToken(form);
  const last = isStale ? await send(form, options) : sent;
  return last.kind === "refused" ? { kind: "failed" } : last;
}

/** `refused` is a 403: the role does not allow it, or the token is of another session. */
type Attempt = Sent | { kind: "refused" };

/** Fetch cannot tell how much was sent. */
function send(form: HTMLFormElement, options: SendOptions): Promise<Attempt> {
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

/** Takes the token of the page as it would be now. Tells whether there was one. */
async function renewToken(form: HTMLFormElement): Promise<boolean> {
  const page = await fetch(location.pathname).then((answer) => answer.text(), () => "");
  const fresh = parse(page).getElementById(form.id)?.querySelector<HTMLInputElement>(TOKEN)?.value;
  const field = form.querySelector<HTMLInputElement>(TOKEN);
  if (!fresh || !field) return false;
  field.value = fresh;
  return true;
}

function read(
  { responseURL, responseText, status }: XMLHttpRequest,
  form: HTMLFormElement,
): Attempt {
  if (status === 403) return { kind: "refused" };
  const { pathname, search } = new URL(responseURL);
  if (pathname === "/sign-in") return { kind: "signed_out" };
  // The address that was posted to has no query; one with a query is where the answer leads.
  const hasMoved = pathname !== location.pathname || search !== "";
  if (hasMoved && status < 400) return { kind: "moved", url: responseURL };
  return { kind: status < 500 && replace(form, responseText) ? "shown" : "failed" };
}

function replace(form: HTMLFormElement, html: string): boolean {
  const fresh = parse(html).getElementById(form.id);
  if (!fresh) return false;
  form.replaceChildren(...fresh.childNodes);
  adoptStyles(html);
  return true;
}

function parse(html: string): Document {
  // Without its head: the styles there carry a nonce that this page does not admit.
  return new DOMParser().parseFromString(html.slice(html.indexOf("<body")), "text/html");
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

/** What people may write in a form as it stands, files aside: the token is not theirs. */
export function readFields(form: HTMLFormElement): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrf") fields.set(name, value);
  }
  return fields;
}

/** How many fields differ. */
export function countChanges(before: Map<string, string>, after: Map<string, string>): number {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).length;
}
