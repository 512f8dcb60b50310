// One file, so that a product page loads one script besides the runtime.
export { BuyForm } from "@/components/shop/BuyForm.tsx";
export { CartBag, CartBar } from "@/components/shop/CartLinks.tsx";
