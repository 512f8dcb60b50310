export { readClient } from "./client.ts";
export { type Page, readPage, sendPage, sizeOfPage } from "./page.ts";
export { readFirstField } from "./first_field.ts";
export { letArrive } from "./let_arrive.ts";
export {
  firstMessages,
  type FormErrors,
  type FormFailure,
  type FormResult,
  readForm,
  TextFields,
} from "./read_form.ts";
export { type MultipartFailure, type MultipartForm, readMultipart } from "./read_multipart.ts";
export { seeOther } from "./respond.ts";
export { isSameOrigin } from "./security.ts";
export { serve } from "./serve.ts";
export { languagePath, readStoreSegment, shopPath, storeHostPath } from "./store_host.ts";
