import type { Catalog } from "../catalog.ts";

export const files: Catalog["files"] = {
  mine: { one: "O seu ficheiro", many: "Os seus ficheiros", other: "Os seus ficheiros" },
  begun: "A transferência começa sozinha.",
  begunMore: "Se não começar, ou se parar, toque em Descarregar outra vez. Não conta até {time}.",
  again: "Descarregar outra vez",
  freeUntil: "Grátis até {time}.",
  askMore: "Pedir mais à loja",
  askText: "Encomenda {label}: mais descargas, por favor",
  take: "Descarregar, {size}",
  ended: "As descargas acabaram {time}.",
  always: "Descarregue as vezes que quiser.",
  alwaysUntil: "Descarregue as vezes que quiser, até {time}.",
  last: "Esta é a última descarga.",
  left: {
    one: "Resta {count} de {limit} descargas.",
    many: "Restam {count} de {limit} descargas.",
    other: "Restam {count} de {limit} descargas.",
  },
  leftUntil: {
    one: "Resta {count} de {limit} descargas, até {time}.",
    many: "Restam {count} de {limit} descargas, até {time}.",
    other: "Restam {count} de {limit} descargas, até {time}.",
  },
  usedUp: {
    one: "Não há mais descargas: já descarregou {count} vez.",
    many: "Não há mais descargas: já descarregou {count} vezes.",
    other: "Não há mais descargas: já descarregou {count} vezes.",
  },
  notPaid: "Os ficheiros descarregam-se depois de a encomenda ser paga.",
  gone: "A loja já não oferece esse ficheiro. Os outros estão abaixo.",
  over: "O prazo para descarregar passou. Peça mais à loja.",
  noneLeft: "Já não há descargas para esse ficheiro. Peça mais à loja.",
  linkOver: "Esse link já acabou. Descarregue o ficheiro outra vez abaixo.",
};
