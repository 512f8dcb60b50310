export {
  isTranslatable,
  KINDS,
  TRANSLATABLE_KINDS,
  type TranslatableField,
  type TranslatableKind,
} from "./kinds.ts";
export {
  type FieldText,
  getSubject,
  type LanguageProgress,
  listLanguages,
  listProgress,
  listSubjects,
  type Progress,
  type Subject,
  type SubjectLine,
} from "./read.ts";
export { readTranslations, saveTranslations, type TranslationRefusal } from "./save.ts";
export { type Asked, translated, translatedValues, wordsJson } from "./storefront.ts";
export { listWords, readWords, saveWords, type Word, type WordsPage } from "./words.ts";
