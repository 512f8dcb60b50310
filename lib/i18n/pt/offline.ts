import type { Catalog } from "../catalog.ts";

export const offline: Catalog["offline"] = {
  title: "Sem rede neste momento",
  more: "As páginas que já viu ainda abrem, e o seu carrinho está guardado neste telefone.",
  again: "Tentar de novo",
  seen: "Já viu estas",
  waitsTitle: "Enviamos assim que a rede voltar",
  waitsMore:
    "Não há rede neste momento. O que escreveu está guardado neste telefone e é enviado uma só vez, sozinho. Depois pode pagar.",
  takeBack: "Retirar",
  copy: "Sem rede neste momento. Esta é a página como a viu da última vez.",
  waits: "O que escreveu espera pela rede.",
  see: "Ver",
  install: "Guarde {store} no seu ecrã inicial, mesmo sem rede.",
  installYes: "Adicionar",
  installNo: "Agora não",
};
