import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "Como falar com {store}: {ways}.",
  byMessage: "escreva-nos uma mensagem",
  writeUs: "Escreva-nos",
  sent: "Já seguiu.",
  sentMore: "Respondemos onde indicou.",
  yourName: "O seu nome",
  reply: "Telefone ou e-mail",
  replyHint: "Para lhe responder. Nada mais.",
  message: "Mensagem",
  leaveEmpty: "Deixe vazio",
  send: "Enviar",
  call: "Ligar",
  email: "E-mail",
  visit: "Visitar",
  map: "Ver no mapa",
  hours: "Horário",
};
