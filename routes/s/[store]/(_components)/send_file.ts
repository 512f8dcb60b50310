/** A file for programs: the same for everybody, and good for an hour. */
export function sendFile(body: BodyInit, type: string): Response {
  return new Response(body, {
    headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "public, max-age=3600" },
  });
}
