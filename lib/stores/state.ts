import type { AppState } from "@/lib/app.ts";
import type { Cart } from "@/lib/carts/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { Shell } from "./storefront.ts";

/** Where pictures are, and whether they wait until somebody asks for them. */
export interface Media {
  /** The public Supabase URL. */
  base: string;
  isLite: boolean;
}

/** Which page of which shop somebody looks at. */
export interface Visited {
  storeId: string;
  productId?: string;
  language: Language;
}

/** What the pages of a shop know of the request. */
export interface StorefrontState extends AppState {
  /** Of the shop that the address names, whether or not it exists. */
  slug: string;
  /** Where the shop begins: empty on its own host, otherwise "/s/{slug}". */
  root: string;
  /** In front of every link: `root`, and the language unless it is the shop's first. */
  base: string;
  /** The shop is asked for at its host on the platform's domain, not at a domain of its own. */
  isOurHost: boolean;
  /** Of the page below `base`: "/p/basket", empty for the front page. */
  path: string;
  /** What the address asks for; absent in the shop's first language. See `languageOf`. */
  language?: Language;
  /** `Accept-Language` of the browser. */
  reads: string | null;
  media: Media;
  /** As the device sent it; nothing in it is checked yet. */
  cart: Cart;
  /** What a shopper wrote to the shop beside it. */
  cartNote: string;
  /** A code for a discount that goes with it; empty when there is none. */
  cartCode: string;
  /** Of a shopper's session, as the device sent it; whether it holds, the database knows. */
  shopperToken: string | null;
  /** For the forms of a shopper's session; empty without one. */
  csrf?: string;
  /** A form of another session: the page says that it is too old. */
  isStaleForm?: boolean;
  /** Set by the page, which reads it together with its own data. Absent: no such shop. */
  shell?: Shell;
  /** The answer that takes the cart of this device to the shop's own domain. */
  cartGoesTo?: Response;
  /** Cache keys of all that the page shows, set by pages that are the same for everyone. */
  shows?: string[];
  /** What is counted as looked at; set by a kept page, and by those of products. */
  visited?: Visited;
  /** Slug of the category of the first level, or the collection, that this page belongs to. */
  shelf?: string;
}
