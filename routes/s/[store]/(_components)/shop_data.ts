import type { Store } from "@/lib/stores/mod.ts";

/** schema.org OnlineStore: who sells here and how to reach them. */
export function shopData(store: Store, url: string) {
  const { name, tagline, contactPhone, contactEmail, address, country } = store;
  return {
    "@context": "https://schema.org",
    "@type": "OnlineStore",
    name,
    url,
    description: tagline || undefined,
    telephone: contactPhone ?? undefined,
    email: contactEmail ?? undefined,
    address: {
      "@type": "PostalAddress",
      streetAddress: address || undefined,
      addressCountry: country,
    },
    contactPoint: (contactPhone || contactEmail) && {
          "@type": "ContactPoint",
          contactType: "customer service",
          telephone: contactPhone ?? undefined,
          email: contactEmail ?? undefined,
        } || undefined,
  };
}

/** schema.org BreadcrumbList: the way to a page, itself last. */
export function breadcrumbData(steps: { name: string; url: string }[]) {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, url }, i) => ({
      "@type": "ListItem",
      position: i + 1,
      name,
      item: url,
    })),
  };
}
