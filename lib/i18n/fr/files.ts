import type { Catalog } from "../catalog.ts";

export const files: Catalog["files"] = {
  mine: { one: "Votre fichier", many: "Vos fichiers", other: "Vos fichiers" },
  begun: "Le téléchargement démarre tout seul.",
  begunMore:
    "Sinon, ou s’il s’interrompt, touchez Télécharger à nouveau. C’est gratuit jusqu’à {time}.",
  again: "Télécharger à nouveau",
  freeUntil: "Gratuit jusqu’à {time}.",
  askMore: "En demander d’autres à la boutique",
  askText: "Commande {label} : d’autres téléchargements, s’il vous plaît",
  take: "Télécharger, {size}",
  ended: "Téléchargements terminés {time}.",
  always: "Téléchargez-le autant que vous voulez.",
  alwaysUntil: "Téléchargez-le autant que vous voulez, jusqu’à {time}.",
  last: "C’est le dernier téléchargement.",
  left: {
    one: "Reste {count} téléchargement sur {limit}.",
    many: "Restent {count} téléchargements sur {limit}.",
    other: "Restent {count} téléchargements sur {limit}.",
  },
  leftUntil: {
    one: "Reste {count} téléchargement sur {limit}, jusqu’à {time}.",
    many: "Restent {count} téléchargements sur {limit}, jusqu’à {time}.",
    other: "Restent {count} téléchargements sur {limit}, jusqu’à {time}.",
  },
  usedUp: {
    one: "Plus de téléchargement : vous l’avez pris {count} fois.",
    many: "Plus de téléchargement : vous l’avez pris {count} fois.",
    other: "Plus de téléchargement : vous l’avez pris {count} fois.",
  },
  notPaid: "Les fichiers se téléchargent une fois la commande payée.",
  gone: "La boutique ne propose plus ce fichier. Les autres sont ci-dessous.",
  over: "Le délai pour télécharger est passé. Demandez à la boutique.",
  noneLeft: "Il ne reste plus de téléchargement pour ce fichier. Demandez à la boutique.",
  linkOver: "Ce lien n’est plus valable. Téléchargez le fichier à nouveau ci-dessous.",
};
