/** Where a shop is found by everyone, without a trailing slash: its own host on the platform's domain. */
export function storeOrigin(publicUrl: string, slug: string): string {
  const { protocol, host } = new URL(publicUrl);
  return `${protocol}//${slug}.${host}`;
}
