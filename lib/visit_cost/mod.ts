export {
  type Ask,
  measureVisits,
  type PageCost,
  type PageName,
  totalOf,
  type WeighedPicture,
} from "./measure.ts";
export { costOf, PRICE_PER_GB, readPrice } from "./prices.ts";
