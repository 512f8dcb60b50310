export { countSms } from "./gsm7.ts";
export { findChatText } from "./own_words/chat.ts";
export { checkWords, LIMITS, readWords } from "./own_words/form.ts";
export { isKind, KIND_NAMES, type KindName, kindOf, startWords } from "./own_words/kinds.ts";
export { type Preview, previewOf, sampleValues } from "./own_words/sample.ts";
export { getSampleStore } from "./own_words/samples.ts";
export {
  dropOwnWords,
  findOwnWords,
  getMessageSettings,
  type MessageSettings,
  saveOwnWords,
  setMuted,
} from "./own_words/templates.ts";
export { MESSAGE_CHANNELS, type MessageChannel, type OwnWords } from "./own_words/text.ts";
export { findPartCost, type PartCost, tryWords } from "./own_words/try_words.ts";
export { VARIABLES } from "./own_words/variables.ts";
export {
  formatCost,
  isResendable,
  listSent,
  maskRecipient,
  resendMessage,
  type ResendRefusal,
  type SentMessage,
} from "./sent.ts";
