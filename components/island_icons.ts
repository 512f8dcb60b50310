/** Icons that islands of shops draw, apart from the others: a bundle takes a file of icons whole. */
export const alert = "M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01";
export const check = "m5 12.5 4.5 4.5L19 7.5";
