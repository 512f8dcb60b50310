export {
  type CheckedPicture,
  checkPicture,
  MAX_PICTURE_BYTES,
  pictureProblem,
  type PictureRefusal,
} from "./check_picture.ts";
export {
  removeOriginals,
  type StorageOptions,
  type StoredOriginal,
  storeOriginal,
} from "./originals.ts";
export { type ImageDeps, processImage, widthsOf } from "./process_image.ts";
export { planSweep, sweepPictures } from "./sweep_pictures.ts";
export { imageTasks } from "./tasks.ts";
export { IMAGE_WIDTHS, mediaSrcSet, mediaUrl } from "./urls.ts";
