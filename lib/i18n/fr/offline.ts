import type { Catalog } from "../catalog.ts";

export const offline: Catalog["offline"] = {
  title: "Pas de réseau pour le moment",
  more: "Les pages déjà vues s’ouvrent encore, et votre panier est gardé sur ce téléphone.",
  again: "Réessayer",
  seen: "Vous avez déjà vu",
  waitsTitle: "Nous l’envoyons dès que le réseau revient",
  waitsMore:
    "Il n’y a pas de réseau pour le moment. Ce que vous avez saisi est gardé sur ce téléphone et envoyé une seule fois, tout seul. Ensuite vous pourrez payer.",
  takeBack: "Reprendre",
  copy: "Pas de réseau pour le moment. Voici la page telle que vous l’avez vue.",
  waits: "Ce que vous avez saisi attend le réseau.",
  see: "Voir",
  install: "Gardez {store} sur votre écran d’accueil, même sans réseau.",
  installYes: "Ajouter",
  installNo: "Plus tard",
};
