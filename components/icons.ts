/*
 * One path each, drawn on a 24 grid for a round stroke of 1.75. Exported one by one, so that an island
 * carries only those it draws.
 */
export const menu = "M4 7h16M4 12h16M4 17h10";
export const search = "M4.5 11a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M16 16l4.5 4.5";
export const user = "M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4.5 20.5c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6";
export const users =
  "M5.5 8.5a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M2.5 20c.8-4 3.3-5.5 6.5-5.5s5.7 1.5 6.5 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 15c2 .7 3 2.3 3.5 5";
export const home = "M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6";
export const orders = "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6";
export const tag = "M3.5 12.5v-9h9l8 8-9 9zM6.8 8a1.2 1.2 0 1 0 2.4 0 1.2 1.2 0 1 0-2.4 0";
export const box = "M4 8v9l8 4 8-4V8l-8-4zM4 8l8 4 8-4M12 12v9";
export const money =
  "M3 6h18v12H3zM9.5 12a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M6.5 12h.01M17.5 12h.01";
export const chart = "M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6";
export const tune =
  "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0";
export const plus = "M12 5v14M5 12h14";
export const minus = "M5 12h14";
export const close = "m6 6 12 12M18 6 6 18";
export const right = "m9.5 5.5 6.5 6.5-6.5 6.5";
export const down = "m5.5 9.5 6.5 6.5 6.5-6.5";
export const back = "M20 12H5M11 5.5 4.5 12l6.5 6.5";
export const phone =
  "M9.5 2.5h5a2.5 2.5 0 0 1 2.5 2.5v14a2.5 2.5 0 0 1-2.5 2.5h-5a2.5 2.5 0 0 1-2.5-2.5v-14a2.5 2.5 0 0 1 2.5-2.5zM11 18.5h2";
export const call =
  "M5 4h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5l1.5-2.5 5 1.5v4c0 1-1 1.5-2 1.5C10 20 4 14 3.5 6c0-1 .5-2 1.5-2z";
export const chat = "M4 20l1.3-4A8 8 0 1 1 8.5 19zM9 10.5h6M9 13.5h4";
export const pin =
  "M12 21c4.5-5 7-8 7-11a7 7 0 0 0-14 0c0 3 2.5 6 7 11zM9.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0";
export const truck =
  "M2.5 6H14v11H2.5zM14 10h4.5l3 3.5V17H14M5 18a2 2 0 1 0 4 0 2 2 0 1 0-4 0M15.5 18a2 2 0 1 0 4 0 2 2 0 1 0-4 0";
export const store =
  "M4 10v10h16V10M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM10 20v-5h4v5";
export const clock = "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 7.5V12l3 2.5";
export const info = "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11.5V16M12 8h.01";
export const refresh = "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9M20 4v5h-5";
export const edit = "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5";
export const trash = "M4.5 7h15M9 7V4h6v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5";
export const image =
  "M3.5 4.5h17v15h-17zM7.3 10a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 1 0-3.4 0M4 18l5-4 3.5 2.5L16 12l4.5 4";
export const copy =
  "M10.5 8.5h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM15.5 8.5v-5h-12v12h5";
export const print = "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z";
export const download = "M12 4v11M7 10.5l5 5 5-5M4.5 20h15";
export const filter = "M4 6h16M7 12h10M10 18h4";
export const lock =
  "M7 10.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 10.5V8a4 4 0 0 1 8 0v2.5";
export const eye =
  "M2.5 12C5 7.5 8 6 12 6s7 1.5 9.5 6c-2.5 4.5-5.5 6-9.5 6s-7-1.5-9.5-6zM9.3 12a2.7 2.7 0 1 0 5.4 0 2.7 2.7 0 1 0-5.4 0";
export const link =
  "M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1";
export const bell = "M6 16V10.5a6 6 0 0 1 12 0V16l1.5 2h-15zM10 21h4";
export const globe =
  "M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17z";
export const card =
  "M5 5.5h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-14a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM3 10h18M7 15h3";
export const cash = "M3 8h18v10H3zM6 5h12M9.8 13a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0";
export const undo = "M8 5 4 9.5 8 14M4.5 9.5H14a5 5 0 0 1 0 10h-4";
export const more =
  "M4.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M11.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M18.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0";
export const bolt = "M13 3 5 13.5h6L10 21l8.5-11H12z";
export const gift =
  "M4 12h16v9H4zM3 8h18v4H3zM12 8v13M12 8C9 8 7 7 7 5.2 7 3 11 3 12 8zM12 8c3 0 5-1 5-2.8C17 3 13 3 12 8z";
export const signal = "M5 19v-3M10 19v-6M15 19V9M20 19V5";
export const star = "m12 4 2.5 5.3 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z";
export { alert, check } from "./island_icons.ts";
