import type { FreshContext } from "$fresh/server.ts";

export async function handler(_req: Request, ctx: FreshContext): Promise<Response> {
  ctx.state.greeting = "Hello";
  const response = await ctx.next();
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}
