/**
 * What hosted Storage and its client say to each other where the local Storage says it differently:
 * uploads as forms, the names of signed addresses, and downloads.
 */
import { Buffer } from "node:buffer";
import { asDownload } from "./storage_downloads.ts";

const PREFIX = "/storage/v1";

/** Answers a Storage request by way of `answer`, in hosted Storage's words. */
export async function speakStorage(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const response = await answer(await unwrapForm(request));
  const signs = request.method === "POST" && /\/object\/(upload\/)?sign\//.test(pathname);
  if (signs && response.ok) return await nameAddresses(response);
  return asDownload(request, response);
}

/** The client sends a Blob as a form: the file under an empty name, beside its lifetime in caches. */
async function unwrapForm(request: Request): Promise<Request> {
  const type = request.headers.get("content-type") ?? "";
  if (!["POST", "PUT"].includes(request.method) || !type.startsWith("multipart/")) return request;
  const bytes = nameTheFile(Buffer.from(await request.arrayBuffer()));
  const { method, url } = request;
  const headers = new Headers(request.headers);
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData()
    .catch(() => null);
  const file = form?.get("file");
  if (!form || !(file instanceof File)) return new Request(url, { method, headers, body: bytes });
  headers.set("content-type", file.type || "application/octet-stream");
  headers.set("content-length", String(file.size));
  const lifetime = form.get("cacheControl");
  if (typeof lifetime === "string") headers.set("cache-control", `max-age=${lifetime}`);
  return new Request(url, { method, headers, body: await file.bytes() });
}

/** Deno leaves parts without a name out of the form. */
function nameTheFile(body: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const nameless = 'form-data; name="";';
  const at = body.indexOf(nameless);
  if (at === -1) return body;
  const named = Buffer.from('form-data; name="file";');
  return Buffer.concat([body.subarray(0, at), named, body.subarray(at + nameless.length)]);
}

interface Signed {
  signedUrl?: string;
}

/** Signed addresses are relative to Storage's own, as `signedURL`, or as `url` for uploads. */
async function nameAddresses(response: Response): Promise<Response> {
  const body: Signed | Signed[] = await response.json();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return Response.json(Array.isArray(body) ? body.map(withNames) : withNames(body), { headers });
}

function withNames(signed: Signed): Signed & { signedURL: string | null; url: string | null } {
  const address = signed.signedUrl?.replace(PREFIX, "") || null;
  return { ...signed, signedURL: address, url: address };
}
