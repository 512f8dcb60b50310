// Answers with the bytes it was sent, and says in headers how it saw the request.
Deno.serve(async (request) => {
  const { pathname, search } = new URL(request.url);
  return new Response(await request.bytes(), {
    status: 201,
    headers: {
      "x-pid": String(Deno.pid),
      "x-method": request.method,
      "x-path": pathname + search,
      "x-signature": request.headers.get("x-signature") ?? "",
      "x-forwarded": request.headers.get("x-forwarded-for") ?? "",
      "x-env": ["SUPABASE_URL", "SUPABASE_DB_URL", "SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY"]
        .filter((name) => Deno.env.has(name)).join(" "),
      "x-leaks": String(Deno.env.has("SUPABASE_LOCAL_OPTIONS")),
    },
  });
});
