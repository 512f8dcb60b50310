import { z } from "zod";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { type ImageDeps, processImage } from "./process_image.ts";
import { planSweep, sweepPictures } from "./sweep_pictures.ts";

/** Jobs about pictures, by the names under which SQL queues them. */
export function imageTasks(deps: ImageDeps): TaskList {
  return {
    process_image: defineTask(
      z.object({ image_id: z.uuid() }),
      (payload) => processImage(deps, payload),
    ),
    sweep_pictures: defineTask(z.object({}), async () => {
      // The next one first: it comes whatever happens to this one.
      await planSweep(deps.sql, "1 day");
      await sweepPictures(deps);
    }),
  };
}
