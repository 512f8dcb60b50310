/** How often something may be done in a window of time that begins with its first turn. */
export interface Limit {
  name: string;
  max: number;
  seconds: number;
}

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/** Wrong passwords, for one account from one network, and for one account from anywhere. */
export const PASSWORD_TRIES: Limit = { name: "password", max: 10, seconds: QUARTER };
export const ACCOUNT_TRIES: Limit = { name: "account", max: 100, seconds: QUARTER };

/** Wrong codes. Six digits: ten guesses an hour from anywhere find one in 100,000. */
export const CODE_TRIES: Limit = { name: "code", max: 5, seconds: QUARTER };
export const ACCOUNT_CODE_TRIES: Limit = { name: "account code", max: 10, seconds: HOUR };

/** Letters that somebody asks for: to one address, and from one network. */
export const LETTERS: Limit = { name: "letter", max: 5, seconds: HOUR };
export const NETWORK_LETTERS: Limit = { name: "network letter", max: 30, seconds: HOUR };

/**
 * Codes by SMS that shoppers ask for: to one phone for one shop and for all of them, for one shop, and
 * from one network. Mobile networks put thousands of phones behind one address.
 */
export const SHOPPER_CODES: Limit = { name: "shopper code", max: 5, seconds: HOUR };
export const PHONE_CODES: Limit = { name: "phone code", max: 10, seconds: HOUR };
export const SHOP_CODES: Limit = { name: "shop code", max: 500, seconds: HOUR };
export const NETWORK_CODES: Limit = { name: "network code", max: 60, seconds: HOUR };

/** Wrong codes of shoppers from one network; the database counts five for each code. */
export const SHOPPER_CODE_TRIES: Limit = { name: "shopper code try", max: 60, seconds: QUARTER };

/** Links to carts made from one network. */
export const SHARED_CARTS: Limit = { name: "shared cart", max: 60, seconds: HOUR };

/** New accounts from one network. */
export const SIGN_UPS: Limit = { name: "sign-up", max: 20, seconds: HOUR };

/** What visitors write to a shop: from one network, and to one shop from anywhere. */
export const MESSAGES: Limit = { name: "message", max: 5, seconds: HOUR };
export const SHOP_MESSAGES: Limit = { name: "shop message", max: 60, seconds: HOUR };

/** Requests to the public API from one network. */
export const API_REQUESTS: Limit = { name: "api", max: 100, seconds: QUARTER };
