import { Head } from "$fresh/runtime.ts";

export interface SeoProps {
  title: string;
  description: string;
  /** The one address of this page, whichever way it was reached. */
  url: string;
  /** Address of a picture for previews in chats. */
  image?: string;
  /** schema.org data. */
  data?: Record<string, unknown>;
}

/** What search engines and chats show of a page. */
export function Seo({ title, description, url, image, data }: SeoProps) {
  return (
    <Head>
      <title>{title}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      {image && <meta property="og:image" content={image} />}
      {data && (
        <script
          type="application/ld+json"
          // deno-lint-ignore react-no-danger
          dangerouslySetInnerHTML={{ __html: scriptSafeJson(data) }}
        />
      )}
    </Head>
  );
}

/** JSON that cannot end the script element it stands in. */
export function scriptSafeJson(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
