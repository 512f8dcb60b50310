/**
 * Where a shop is found by everyone, without a trailing slash: its own domain once that is verified,
 * else its host on the platform's domain.
 */
export function storeOrigin(
  publicUrl: string,
  { slug, domain }: { slug: string; domain?: string | null },
): string {
  const { protocol, host, port } = new URL(publicUrl);
  if (!domain) return `${protocol}//${slug}.${host}`;
  return `${protocol}//${domain}${port && `:${port}`}`;
}
