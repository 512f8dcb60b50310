import { MATRIX_FILE } from "./document.ts";
import { formatMatrix, measure } from "./matrix.ts";
import { setStage } from "./stage.ts";

Deno.test("write", async () => {
  const stage = await setStage();
  const header = (await Deno.readTextFile(MATRIX_FILE)).split("\n").slice(0, 12).join("\n");
  const text = formatMatrix(await measure(stage)).replace(/^\n*/, "");
  await Deno.writeTextFile(MATRIX_FILE, header + "\n" + text);
  await stage.stop();
});
