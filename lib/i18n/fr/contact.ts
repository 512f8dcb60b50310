import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "Comment joindre {store} : {ways}.",
  byMessage: "écrivez-nous un message",
  writeUs: "Écrivez-nous",
  sent: "C’est envoyé.",
  sentMore: "Nous répondons là où vous l’avez indiqué.",
  yourName: "Votre nom",
  reply: "Téléphone ou e-mail",
  replyHint: "Pour vous répondre. Rien d’autre.",
  message: "Message",
  leaveEmpty: "Laissez ce champ vide",
  send: "Envoyer",
  call: "Appeler",
  email: "E-mail",
  visit: "Nous trouver",
  map: "Voir sur la carte",
  hours: "Horaires",
};
