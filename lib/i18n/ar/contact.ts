import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "طرق التواصل مع {store}: {ways}.",
  byMessage: "برسالة مكتوبة",
  writeUs: "راسلونا",
  sent: "في الطريق إلينا.",
  sentMore: "نجيب حيث طلبتم.",
  yourName: "الاسم",
  reply: "هاتف أو بريد إلكتروني",
  replyHint: "للرد عليكم فقط.",
  message: "الرسالة",
  leaveEmpty: "يُترك فارغًا",
  send: "إرسال",
  call: "اتصال",
  email: "البريد الإلكتروني",
  visit: "الزيارة",
  map: "عرض على الخريطة",
  hours: "ساعات العمل",
};
