import type { Catalog } from "../catalog.ts";

export const discount: Catalog["discount"] = {
  label: "Código de desconto",
  add: "Juntar um código de desconto",
  apply: "Aplicar",
  saved: "Descontos",
  counted: "{name} desconta {amount}.",
  later: "{name} desconta a entrega quando escolher o destino.",
  unknown: "Esta loja não tem o código {code}. Veja como se escreve.",
  ended: "O código {code} terminou.",
  usedUp: "O código {code} já foi usado todas as vezes possíveis.",
  usedByYou: "Este número de telefone já usou o código {code}.",
  noMatch: "Nada no seu carrinho faz parte do código {code}.",
  minAmount: "Junte mais {amount} em artigos para usar o código {code}.",
  minQuantity: {
    one: "Junte mais {count} artigo para usar o código {code}.",
    many: "Junte mais {count} artigos para usar o código {code}.",
    other: "Junte mais {count} artigos para usar o código {code}.",
  },
  noDelivery: "O código {code} é para entregas. Aqui nada é entregue.",
  betterWithout: "Poupa mais sem o código {code}, por isso não é usado.",
  over: "{name} terminou. O total abaixo já não o inclui.",
  inTotal: "O seu código foi verificado. Veja o total e depois pague.",
  payAgain: "Um desconto desta encomenda esgotou-se entretanto. Encomende de novo ao preço atual.",
};
