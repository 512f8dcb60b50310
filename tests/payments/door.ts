/** One address for all edge functions, as the platform has it. */
export interface Door {
  url: string;
  /** The address of each function, by its name. */
  leadsTo: Map<string, string>;
  stop(): Promise<void>;
}

export function openDoor(): Door {
  const leadsTo = new Map<string, string>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname, search } = new URL(request.url);
    const url = leadsTo.get(pathname.split("/")[1]!);
    if (!url) return new Response(null, { status: 503 });
    const { method, headers, body } = request;
    return fetch(url + pathname + search, { method, headers, body });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    leadsTo,
    stop: () => server.shutdown(),
  };
}
