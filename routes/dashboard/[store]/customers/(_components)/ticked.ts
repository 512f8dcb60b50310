/** Which boxes of this name a form has ticked, also where the form is refused. The request stays to be read. */
export async function readTicked(req: Request, name: string): Promise<string[]> {
  const type = req.headers.get("content-type") ?? "";
  const length = Number(req.headers.get("content-length") ?? "0");
  if (!type.startsWith("application/x-www-form-urlencoded") || length > 64 * 1024) return [];
  return new URLSearchParams(await req.clone().text()).getAll(name);
}
