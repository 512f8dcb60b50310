import { MATRIX_FILE } from "./document.ts";
import { formatMatrix, measure } from "./matrix.ts";
import { setStage } from "./stage.ts";

Deno.test("writes", async () => {
  const stage = await setStage();
  const before = await Deno.readTextFile(MATRIX_FILE);
  const header = before.split("\n").slice(0, 12).join("\n");
  await Deno.writeTextFile(
    MATRIX_FILE,
    header + "\n" + formatMatrix(await measure(stage)).replace(/^\n*/, ""),
  );
  await stage.stop();
});
