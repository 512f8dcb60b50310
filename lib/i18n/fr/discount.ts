import type { Catalog } from "../catalog.ts";

export const discount: Catalog["discount"] = {
  label: "Code de réduction",
  add: "Ajouter un code de réduction",
  apply: "Appliquer",
  saved: "Réductions",
  counted: "{name} enlève {amount}.",
  later: "{name} enlève la livraison dès que vous choisissez la destination.",
  unknown: "Cette boutique n’a pas de code {code}. Vérifiez comment il s’écrit.",
  ended: "Le code {code} est terminé.",
  usedUp: "Le code {code} a été utilisé autant que possible.",
  usedByYou: "Ce numéro de téléphone a déjà utilisé le code {code}.",
  noMatch: "Rien dans votre panier ne fait partie du code {code}.",
  minAmount: "Ajoutez encore {amount} d’articles pour utiliser le code {code}.",
  minQuantity: {
    one: "Ajoutez encore {count} article pour utiliser le code {code}.",
    many: "Ajoutez encore {count} articles pour utiliser le code {code}.",
    other: "Ajoutez encore {count} articles pour utiliser le code {code}.",
  },
  noDelivery: "Le code {code} vaut pour la livraison. Ici, rien n’est livré.",
  betterWithout: "Vous économisez plus sans le code {code} : il n’est pas utilisé.",
  over: "{name} est terminé. Le total ci-dessous est sans.",
  inTotal: "Votre code a été vérifié. Regardez le total, puis payez.",
  payAgain:
    "Une réduction de cette commande a été épuisée entre-temps. Commandez de nouveau au prix actuel.",
};
