// Dies of what it is asked.
Deno.serve(() => Deno.exit(3));
