/**
 * What hosted Storage does for downloads and the local Storage does not: a name to save under, and
 * a part of a file, by which a lost connection is taken up again.
 */

/** The answer as hosted Storage would give it to this request. */
export function asDownload(request: Request, answer: Response): Response {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== "GET" || answer.status !== 200 || !pathname.includes("/object/")) {
    return answer;
  }
  const headers = new Headers(answer.headers);
  const name = searchParams.get("download");
  if (name !== null) headers.set("content-disposition", disposition(name));
  const size = Number(headers.get("content-length"));
  const wanted = size > 0 ? readRange(request.headers, { size, etag: headers.get("etag") }) : null;
  if (wanted === null || !answer.body) {
    return new Response(answer.body, { status: 200, headers });
  }
  if (wanted === "none") {
    void answer.body.cancel();
    headers.set("content-range", `bytes */${size}`);
    headers.delete("content-length");
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = wanted;
  headers.set("content-range", `bytes ${first}-${last}/${size}`);
  headers.set("content-length", String(last - first + 1));
  return new Response(answer.body.pipeThrough(cut(first, last)), { status: 206, headers });
}

/** RFC 6266: the name in full, for whoever reads only the old form, too. */
function disposition(name: string): string {
  if (name === "") return "attachment";
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename=${encoded}; filename*=UTF-8''${encoded};`;
}

interface Part {
  first: number;
  last: number;
}

/** One range of RFC 9110; null for whatever is answered with all of it, "none" for one beyond the end. */
function readRange(
  headers: Headers,
  { size, etag }: { size: number; etag: string | null },
): Part | "none" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(headers.get("range") ?? "") ?? [];
  if (from === "" && to === "") return null;
  const onlyIf = headers.get("if-range");
  if (onlyIf !== null && onlyIf !== etag) return null;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return null;
  return first >= size || last < first ? "none" : { first, last };
}

/** The bytes from the first to the last, both counted from 0. */
function cut(first: number, last: number): TransformStream<Uint8Array, Uint8Array> {
  let at = 0;
  return new TransformStream({
    transform(chunk, controller) {
      const part = chunk.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
      at += chunk.length;
      if (part.length > 0) controller.enqueue(part);
      if (at > last) controller.terminate();
    },
  });
}
