import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type EditPage, postProduct, showProduct } from "./(_components)/edit_product.ts";
import { EditProduct } from "./(_components)/EditProduct.tsx";

export const handler: Handlers<EditPage, DashboardState> = {
  GET: (_req, ctx) => showProduct(ctx),
  POST: postProduct,
};

export default EditProduct;
