import type { Catalog } from "../catalog.ts";

// In SMS no ç, ê, ô and no curly quotes: they are not GSM-7. é, è and à are.
export const message: Catalog["message"] = {
  hello: "Bonjour",
  greetName: "{greeting} {name}.",
  greet: "{greeting}.",
  smsReceivedPay: "{store}: {greeting} Commande {order} reçue, {total}. Payer ou suivre: {link}",
  smsReceived: "{store}: {greeting} Commande {order} reçue, {total}. Suivre: {link}",
  smsReceivedPayShort: "{store}: commande {order}, {total}. Payer ou suivre: {link}",
  smsReceivedShort: "{store}: commande {order}, {total}. Suivre: {link}",
  smsPaid: "{store}: {greeting} {total} payés pour la commande {order}. Suivre: {link}",
  smsPaidShort: "{store}: {total} payés, commande {order}. Suivre: {link}",
  smsPaidShortest: "{order} payée, {total}: {link}",
  receivedSubject: "Votre commande {order} chez {store}",
  received: "Nous avons votre commande",
  heldUntil: "Nous vous gardons ces articles jusqu’à {time}.",
  promptSent:
    "Nous avons envoyé une demande de {amount} au {phone}. Tapez votre code PIN {gateway} pour payer.",
  payOrFollow: "Payer ou suivre votre commande",
  follow: "Suivre votre commande",
  paidSubject: "Payé : votre commande {order} chez {store}",
  paid: "Payé en totalité",
  haveTotal: "Nous avons reçu {total}.",
  receipt: "Reçu {gateway}",
  items: "Articles",
  delivery: "Livraison",
  total: "Total",
  totalWithTax: "Total, dont {tax} de TVA",
  pickUpAt: "À retirer",
  deliveryTo: "Livraison à",
  when: "Quand",
  keep: "Gardez ce message : son lien ouvre votre commande sans mot de passe.",
  questions: "Des questions ? Appelez le {phone}.",
  smsPaidFiles: "{store}: {greeting} {total} payés pour la commande {order}. Fichiers: {link}",
  smsPaidFilesShort: "{store}: {total} payés, commande {order}. Fichiers: {link}",
  filesWait: "Vos fichiers vous attendent sur la page de votre commande.",
  getFiles: "Télécharger vos fichiers",
  payOnPage:
    "Payez {amount} sur la page de {gateway}. Si vous l’avez quittée, votre commande vous y ramène.",
  smsCode:
    "{code} est votre code pour {store}. Valable 10 minutes. Ne le dites à personne, même pas à la boutique.",
  smsCodeShort:
    "{code} est votre code. Valable 10 minutes. Ne le dites à personne, même pas à la boutique.",
  smsRefunded: "{store}: {amount} remboursés, commande {order}. Voir: {link}",
  smsRefundedShortest: "{order}: {amount} remboursés: {link}",
  refundedSubject: "Remboursement : votre commande {order} chez {store}",
  refunded: "Vous êtes remboursé",
  refundedBy: "Nous avons renvoyé {amount} au {phone} par {gateway}.",
  refundedThrough:
    "Nous avons renvoyé {amount} par le moyen de votre paiement, via {gateway}. Une banque peut mettre quelques jours à l’afficher.",
  refundedByHand: "Nous vous avons rendu {amount} : {reference}",
  refundReason: "Motif",
};
