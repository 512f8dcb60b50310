export {
  cleanName,
  fileProblem,
  kindOf,
  MAX_FILE_BYTES,
  MAX_FILES,
  sizeWords,
} from "./file_rules.ts";
export { giveDownloads, GiveForm, type GiveInput, totalsAfter } from "./give.ts";
export { signAddress, type StoredUpload, storeFile, type UploadPlace } from "./stored_files.ts";
export { type DownloadRefusal, findDownload, takeDownload, TakeForm } from "./take.ts";
export { allowance, type BuyersFile, isUsedUp, sayDownloadProblem, times } from "./words.ts";
export { downloadTasks } from "./tasks.ts";
