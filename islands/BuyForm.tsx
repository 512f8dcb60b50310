export { BuyForm } from "@/components/shop/BuyForm.tsx";
