/** A chat with this number; `text` is what is written there already. */
export function whatsApp(phone: string, text?: string): string {
  const query = text ? `?text=${encodeURIComponent(text)}` : "";
  return `https://wa.me/${phone.slice(1)}${query}`;
}
