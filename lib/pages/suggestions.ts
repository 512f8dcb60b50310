import type { PageKind } from "@/lib/enums.ts";
import type { Country } from "@/lib/phone.ts";

export type PolicyKind = Exclude<PageKind, "page">;

/** What each policy is called, and where it stands; in the order of the footer. */
export const POLICIES: Record<PolicyKind, { title: string; slug: string; about: string }> = {
  privacy: {
    title: "Privacy",
    slug: "privacy",
    about: "What you keep of your shoppers, why, and for how long.",
  },
  returns: {
    title: "Returns and refunds",
    slug: "returns",
    about: "What may come back, until when, and who pays the way.",
  },
  delivery: {
    title: "Delivery",
    slug: "delivery",
    about: "Where you deliver, how long it takes, what happens when nobody is there.",
  },
  terms: {
    title: "Terms of sale",
    slug: "terms",
    about: "When an order binds, how it is paid, which law holds.",
  },
};

export function isPolicy(kind: string): kind is PolicyKind {
  return Object.hasOwn(POLICIES, kind);
}

/** The law on personal data, and whom one may complain to. */
const DATA_LAWS: Record<Country, { law: string; office: string }> = {
  CI: { law: "Law No. 2013-450 on the Protection of Personal Data", office: "ARTCI" },
  EG: {
    law: "Personal Data Protection Law No. 151 of 2020",
    office: "the Personal Data Protection Center",
  },
  ET: {
    law: "Personal Data Protection Proclamation No. 1321/2024",
    office: "the Ethiopian Communications Authority",
  },
  GH: { law: "Data Protection Act, 2012 (Act 843)", office: "the Data Protection Commission" },
  KE: {
    law: "Data Protection Act, 2019",
    office: "the Office of the Data Protection Commissioner",
  },
  MA: { law: "Law No. 09-08", office: "the CNDP" },
  NG: {
    law: "Nigeria Data Protection Act, 2023",
    office: "the Nigeria Data Protection Commission",
  },
  RW: { law: "Law No. 058/2021", office: "the National Cyber Security Authority" },
  SN: { law: "Law No. 2008-12", office: "the CDP" },
  ZA: {
    law: "Protection of Personal Information Act, 2013",
    office: "the Information Regulator",
  },
  TZ: {
    law: "Personal Data Protection Act, 2022",
    office: "the Personal Data Protection Commission",
  },
  UG: {
    law: "Data Protection and Privacy Act, 2019",
    office: "the Personal Data Protection Office",
  },
};

export interface ShopFacts {
  name: string;
  country: Country;
  /** Of the country, in words. */
  countryName: string;
}

/**
 * A text to start from, which the merchant makes their own: it promises nothing that the platform
 * does not do, and what only they can know stands in [brackets].
 */
export function suggestPolicy(kind: PolicyKind, shop: ShopFacts): string {
  return SUGGESTIONS[kind](shop);
}

const SUGGESTIONS: Record<PolicyKind, (shop: ShopFacts) => string> = {
  privacy: ({ name, country }) =>
    `${name} keeps your phone number, your name, where we deliver to and what you bought. ` +
    `We need it to bring your order, to take the payment and to answer you.

**Who sees it**

- We, and those of our team who pack and deliver.
- The rider who brings your order: your name, phone and landmark.
- The payment company: the phone that pays and the amount. We never see your PIN.

We sell it to nobody. News come by SMS only if you asked for them, and you can stop them at any time.

**How long**

Orders stay [5 years], as the tax office asks. You can ask us what we keep of you, and to correct or ` +
    `delete it: write to us on our contact page.

**Your rights**

They stand in the ${DATA_LAWS[country].law}. If we do not answer you well, you can complain to ` +
    `${DATA_LAWS[country].office}.`,

  returns: ({ name }) =>
    `You may send back what you do not want within [7 days] after it arrived, unused and as it came. ` +
    `Tell us first, with your order number, by phone, by WhatsApp or on our contact page.

**Broken or wrong**

If it came broken, or is not what you ordered, tell us within [48 hours] with a photo. ${name} pays the ` +
    `way back and sends another one or your money, as you like.

**What we cannot take back**

- What was made to your order.
- Soap, food and other goods that were opened.

**Your money**

It goes back the way it came, within [3 days] after we have the goods. What delivery cost goes back ` +
    `only when the mistake was ours.`,

  delivery: ({ name }) =>
    `${name} delivers to the areas that you see at checkout, with the fee and the day for each.

**How it works**

- Give us a landmark and how to reach you. There is no need for a postcode.
- The rider calls before they come. Keep your phone near.
- If nobody is there, we try [once more] on another day. After that you pay the fee again.

**Picking up**

Where we offer it, picking up is free. Bring your order number.

**Late?**

Call or write to us with your order number: we will find out where it is.`,

  terms: ({ name, countryName }) =>
    `You buy from ${name}, [the registered name and number of your business].

**Your order**

An order binds you and us once it is paid. Until then we keep the goods for you for the time that ` +
    `checkout says. If something turns out not to be there, you get your money back at once.

**Prices**

Prices are in the currency of the shop. What you see at checkout, with delivery and tax, is what you pay.

**Returns**

See our page on returns. What the law gives you as a buyer stays yours, whatever stands here.

**Law**

The law of ${countryName} holds. If we disagree, let us talk first.`,
};
