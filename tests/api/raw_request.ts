/** What came back, in full. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

export interface RawRequest {
  /** As it goes over the wire: nothing folds "..", nothing is escaped. */
  path: string;
  host?: string;
  /** One more header line. */
  header?: string;
  /** A form to post; without one it is a GET. */
  form?: string;
}

/** Sends what no client library would write. The status is 0 when the server only hangs up. */
export async function sendRaw(
  site: string,
  { path, host = "localhost", header = "accept: */*", form }: RawRequest,
): Promise<Reply> {
  const { hostname, port } = new URL(site);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = [
    `${form === undefined ? "GET" : "POST"} ${path} HTTP/1.1`,
    `host: ${host}`,
    "connection: close",
    header,
    ...(form === undefined
      ? []
      : ["content-type: application/x-www-form-urlencoded", `content-length: ${form.length}`]),
  ];
  const request = `${lines.join("\r\n")}\r\n\r\n${form ?? ""}`;
  // A server that has read enough may hang up before all of it is written.
  const written = new Blob([request]).stream().pipeTo(connection.writable, { preventClose: true })
    .catch(() => {});
  let answer = "";
  try {
    for await (const text of connection.readable.pipeThrough(new TextDecoderStream())) {
      answer += text;
    }
  } catch {
    // Hung up: what has arrived is the answer.
  }
  await written;
  const [head = "", text = ""] = answer.split(/\r\n\r\n([^]*)/);
  const [first = "", ...fields] = head.split("\r\n");
  const headers = new Headers(
    fields.map((line) => line.split(/:\s*([^]*)/).slice(0, 2) as [string, string]),
  );
  return { status: Number(first.split(" ")[1] ?? 0), headers, text };
}
