import type { Catalog } from "../catalog.ts";

export const cart: Catalog["cart"] = {
  notSold: "Cet article n’est plus vendu",
  onlyLeft: {
    one: "Il n’en reste que {count}. Le total en compte {count}.",
    many: "Il n’en reste que {count}. Le total en compte {count}.",
    other: "Il n’en reste que {count}. Le total en compte {count}.",
  },
  soldOut: "Épuisé. Le total n’en tient pas compte.",
  quantityOf: "Quantité : {title}",
  update: "Modifier",
  remove: "Retirer",
  removed: "Retiré de votre panier",
  undo: "Annuler",
  checkout: "Commander",
  total: "Total",
  items: "Articles",
  deliveryLater: "La livraison s’ajoute à l’étape suivante.",
  empty: "Votre panier est vide",
  emptyMore: "Ce que vous ajoutez vous attend ici, même sans réseau.",
  howMany: "Choisissez une quantité, de 1 à 999.",
  full: "Votre panier est plein. Achetez d’abord ce qu’il contient.",
};
