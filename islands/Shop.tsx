// One file, so that every page loads one script of its own besides the runtime.
export { CartBag, CartBar } from "@/components/shop/CartLinks.tsx";
