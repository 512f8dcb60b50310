/** Look and parts of the pages on which shoppers pay at the stand-ins of gateways. */

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#14232f}
main{max-width:24rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:12px}
h1{font-size:1.5rem;margin:.5rem 0}button,a{display:inline-flex;align-items:center;min-height:48px}
button{width:100%;justify-content:center;border:0;border-radius:8px;margin:.5rem 0;font:inherit;
font-weight:600;background:#0b5c80;color:#fff}.plain{background:#fff;color:#14232f;border:1px solid #8795a1}
small{color:#53626e}a{color:#0b5c80}`;

/** A page of the local `gateway`, of its title and its content. */
export function html(
  gateway: string,
  [title, content]: [title: string, content: string],
  status = 200,
): Response {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title>
<style>${STYLE}</style></head><body><main><small>Local ${escape(gateway)}. No money moves.</small>
${content}</main></body></html>`;
  return new Response(page, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}
