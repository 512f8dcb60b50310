import { z } from "zod";

/** What search engines and chats are to call a page. Empty: made of its name and the shop's. */
export const seoTitleField = z.string().trim().max(120, "Keep this under 120 letters.");

/** What they are to say of it. */
export const seoDescriptionField = z.string().trim().max(320, "Keep this under 320 letters.");
