import { useEffect, useState } from "preact/hooks";
import type { Cart } from "@/lib/carts/cart.ts";
import { type CartPlace, watchDeviceCart } from "@/lib/carts/device.ts";

/** The cart of this device, the same in every island of the page; null until scripts run. */
export function useDeviceCart(where: CartPlace): Cart | null {
  const [cart, setCart] = useState<Cart | null>(null);
  useEffect(() => watchDeviceCart(where, setCart), []);
  return cart;
}
