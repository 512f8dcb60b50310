import type { Catalog } from "../catalog.ts";
import { account } from "./account.ts";
import { cart } from "./cart.ts";
import { checkout } from "./checkout.ts";
import { contact } from "./contact.ts";
import { discount } from "./discount.ts";
import { errors } from "./errors.ts";
import { files } from "./files.ts";
import { frame } from "./frame.ts";
import { goods } from "./goods.ts";
import { message } from "./message.ts";
import { offline } from "./offline.ts";
import { order } from "./order.ts";
import { payment } from "./payment.ts";

export const portuguese: Catalog = {
  frame,
  goods,
  cart,
  checkout,
  discount,
  payment,
  order,
  files,
  account,
  contact,
  errors,
  message,
  offline,
};
