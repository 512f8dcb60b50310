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
}

/** Sends a GET that no client library would write. The status is 0 when the server only hangs up. */
export async function sendRaw(
  site: string,
  { path, host = "localhost", header = "accept: */*" }: RawRequest,
): Promise<Reply> {
  const { hostname, port } = new URL(site);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${header}\r\n\r\n`;
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
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Headers(
    lines.map((line) => line.split(/:\s*([^]*)/).slice(0, 2) as [string, string]),
  );
  return { status: Number(first.split(" ")[1] ?? 0), headers, text };
}
