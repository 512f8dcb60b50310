import type { Catalog } from "../catalog.ts";

export const cart: Catalog["cart"] = {
  notSold: "Este artigo já não está à venda",
  onlyLeft: {
    one: "Só resta {count}. O total conta {count}.",
    many: "Só restam {count}. O total conta {count}.",
    other: "Só restam {count}. O total conta {count}.",
  },
  soldOut: "Esgotado. Não entra no total.",
  quantityOf: "Quantidade de {title}",
  update: "Atualizar",
  remove: "Retirar",
  removed: "Retirado do seu carrinho",
  undo: "Anular",
  checkout: "Finalizar a compra",
  total: "Total",
  items: "Artigos",
  deliveryLater: "A entrega soma-se no passo seguinte.",
  empty: "O seu carrinho está vazio",
  emptyMore: "O que juntar espera aqui, mesmo sem rede.",
  howMany: "Escolha a quantidade, de 1 a 999.",
  full: "O seu carrinho está cheio. Compre primeiro o que lá está.",
};
