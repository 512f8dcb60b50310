export { getHome, type Home } from "./home.ts";
export { saleWords, todayName } from "./words.ts";
