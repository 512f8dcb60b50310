import { createHash } from "node:crypto";

/** A page and the policy that it comes with. */
export interface PolicedPage {
  html: string;
  policy: string;
}

/**
 * The same page for everyone: a policy with a nonce admits the page's own scripts and styles only in
 * one answer, so it becomes one that names them by their hashes. What the page then imports must be
 * of this site, where nothing that people wrote is served as a script (`nosniff`).
 */
export function hashPolicy({ html, policy }: PolicedPage): PolicedPage {
  const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
  if (nonce === undefined) return { html, policy };
  const hashes = hashesOf(html, nonce);
  const directives = policy.split("; ").map((directive) => {
    const [name = "", ...sources] = directive.split(" ");
    if (!sources.includes(`'nonce-${nonce}'`)) return directive;
    const own = name === "script-src" ? ["'self'", ...hashes.script] : [...hashes.style];
    return [name, ...own.length > 0 ? own : ["'none'"]].join(" ");
  });
  // Nobody could know the nonce before: only what the server wrote bears it.
  return { html: html.replaceAll(` nonce="${nonce}"`, ""), policy: directives.join("; ") };
}

function hashesOf(html: string, nonce: string): { script: Set<string>; style: Set<string> } {
  const hashes = { script: new Set<string>(), style: new Set<string>() };
  const element = new RegExp(
    `<(script|style)\\b([^>]*) nonce="${nonce}"([^>]*)>(.*?)</\\1>`,
    "gs",
  );
  for (const [, name, before, after, text] of html.matchAll(element)) {
    // Data that a page carries along is not run.
    if (/type="application\//.test(`${before}${after}`)) continue;
    hashes[name as keyof typeof hashes].add(sourceOf(text!));
  }
  return hashes;
}

function sourceOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
