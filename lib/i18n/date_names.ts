import type { DateNames } from "@/lib/clock.ts";
import type { Language } from "./languages.ts";

/** Days from Sunday and months from January, where `Intl` of server and browsers has none. */
export const DATE_NAMES: Partial<Record<Language, DateNames>> = {
  ha: {
    weekdays: ["Lah", "Lit", "Tal", "Lar", "Alh", "Jum", "Asa"],
    months: [
      ..."Jan Fab Mar Afi May Yun Yul Agu Sat Okt Nuw Dis".split(" "),
    ],
  },
  yo: {
    weekdays: ["Àìkú", "Ajé", "Ìṣẹ́gun", "Ọjọ́rú", "Ọjọ́bọ̀", "Ẹtì", "Àbámẹ́ta"],
    months: [
      ..."Ṣẹ́rẹ́ Èrèlè Ẹrẹ̀nà Ìgbé Ẹ̀bibi Òkúdu Agẹmọ Ògún Owewe Ọ̀wàrà Bélú Ọ̀pẹ̀".split(" "),
    ],
  },
};
