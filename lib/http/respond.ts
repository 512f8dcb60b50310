/** Answers a form: the browser fetches `location` next, so that reloading sends nothing twice. */
export function seeOther(location: string, headers: HeadersInit = {}): Response {
  const answer = new Headers(headers);
  answer.set("location", location);
  return new Response(null, { status: 303, headers: answer });
}
