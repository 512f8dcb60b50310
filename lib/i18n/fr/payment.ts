import type { Catalog } from "../catalog.ts";

export const payment: Catalog["payment"] = {
  sending: "Envoi de la demande",
  shownOn: "{gateway} l’affiche dans un instant sur le {phone}. Préparez votre code PIN.",
  checkPhone: "Regardez votre téléphone",
  sentTo: "Nous avons envoyé une demande au {phone}. Tapez votre code PIN {gateway}.",
  notHeard: "{gateway} n’a pas encore répondu",
  askAgain: "Nous redemandons toutes les 30 secondes. Ne payez pas deux fois.",
  notPaid: "Pas encore payé",
  partlyPaid: "Une partie est payée",
  paidOf: "{paid} payés sur {total}. Reste {left}.",
  sendAgainAsk: "Renvoyer la demande ?",
  noPin: "Aucun code PIN n’a été tapé. Rien n’a été débité. Renvoyer la demande ?",
  notSent: "{gateway} n’a pas pu envoyer la demande. Rien n’a été débité. La renvoyer ?",
  lowBalance: "{gateway} indique un solde insuffisant. Rien n’a été débité.",
  notAllowed: "{gateway} n’a pas autorisé ce paiement. Rien n’a été débité.",
  busy: "{gateway} est occupé. Rien n’a été débité. Renvoyer la demande ?",
  phoneBusy:
    "Un autre paiement {gateway} est en cours sur ce téléphone. Rien n’a été débité. Attendez une minute, puis renvoyez la demande.",
  cancelled: "La demande a été annulée sur le téléphone. Rien n’a été débité. La renvoyer ?",
  wrongPin: "{gateway} indique un code PIN erroné. Rien n’a été débité. Renvoyer la demande ?",
  promptLive: {
    one:
      "Une demande est peut-être encore sur le téléphone. Vous pourrez en renvoyer une dans {count} seconde.",
    many:
      "Une demande est peut-être encore sur le téléphone. Vous pourrez en renvoyer une dans {count} secondes.",
    other:
      "Une demande est peut-être encore sur le téléphone. Vous pourrez en renvoyer une dans {count} secondes.",
  },
  soldMeanwhile:
    "Le dernier a été vendu pendant que cette commande était fermée. Rien n’a été débité.",
  toStore: "à {store}, commande {order}",
  waiting: "En attente de {gateway}",
  usually: "Cela prend environ 20 secondes. Gardez cette page ouverte.",
  held: {
    one: "Gardé pour vous {count} minute. Si vous payez deux fois, nous renvoyons le surplus.",
    many: "Gardé pour vous {count} minutes. Si vous payez deux fois, nous renvoyons le surplus.",
    other: "Gardé pour vous {count} minutes. Si vous payez deux fois, nous renvoyons le surplus.",
  },
  paidOrNothing: "Déjà payé, ou rien sur le téléphone ?",
  payNow: "Payer maintenant",
  checkNow: "J’ai tapé mon code PIN, vérifier",
  sendAgain: "Renvoyer la demande",
  sendThere: "Envoyer la demande à ce numéro",
  useOther: "Utiliser un autre numéro",
  underWay:
    "Un paiement précédent de cette commande est encore en cours. Attendez : ne payez pas deux fois.",
  declined: "Le paiement a été refusé. Rien n’a été débité. Réessayez, ou payez autrement.",
  reversed: "Le paiement a été annulé, et l’argent vous revient.",
  opening: "Ouverture de {gateway}",
  openingMore: "Un instant : vous payez sur une page sûre de {gateway}, puis vous revenez ici.",
  waitingPay: "En attente de votre paiement",
  payThere: "Payez sur la page de {gateway}. Cette page voit d’elle-même quand vous avez payé.",
  expiredPage:
    "Personne n’a payé à temps sur la page de {gateway}. Rien n’a été débité. Payer maintenant ?",
  notOpened:
    "La page de {gateway} n’a pas pu s’ouvrir. Rien n’a été débité. Réessayez, ou payez autrement.",
  notThatWay:
    "Cette boutique n’accepte plus ce moyen de paiement. Rien n’a été débité. Choisissez-en un autre.",
  paidOrNotThere: "Déjà payé, ou pas encore ?",
  otherWay: "Payer autrement",
  goTo: "Aller sur {gateway}",
  havePaid: "J’ai payé, vérifier",
  payOnPage: "Payer sur la page de {gateway}",
  cardOrBank: "Carte ou banque",
  cardOrMobile: "Carte ou mobile money",
  pageDetail: "Vous continuez sur une page sûre de {gateway}, puis revenez ici.",
  cash: "Paiement à la livraison",
  cashDetail: "Payez en espèces à la réception : au livreur, ou là où vous retirez.",
  transfer: "Virement bancaire",
  transferDetail: "Vous voyez le compte de la boutique une fois la commande passée.",
  payRider: "Payez le livreur quand vous avez les articles.",
  payAtPickup: "Payez quand vous retirez les articles.",
  sendTransfer: "Envoyez-le sur ce compte",
  transferSeen:
    "Votre commande est payée dès que la boutique voit l’argent. Vous recevez alors un SMS.",
  reference: "Référence",
  referenceHint: "Indiquez-la avec le virement : la boutique y reconnaît votre argent.",
  payThisWay: "Payer ainsi",
  cashTooMuch:
    "Cette commande dépasse ce que la boutique accepte en espèces. Choisissez une autre façon de payer.",
  haveReady: "Préparez {amount} en espèces pour la réception.",
  sendAmount: "Envoyez {amount} sur le compte de la boutique, avec {order} comme référence.",
};
