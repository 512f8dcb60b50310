import assert from "node:assert/strict";
import { openRecords } from "@/supabase/local/records.ts";

Deno.test("records of a kind come oldest first, as they last were, after a new start as well", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const records = openRecords(folder);
    records.put("seed", "one");
    for (const id of ["b", "a", "c"]) records.put(`charge:${id}`, { id, state: "open" });
    records.put("charge-scenario:x", "another kind");
    records.put("charge:b", { id: "b", state: "paid" });
    records.delete("charge:a");
    records.delete("charge:nobody");
    const kept = [{ id: "b", state: "paid" }, { id: "c", state: "open" }];
    assert.deepEqual(records.all("charge:"), kept);
    assert.deepEqual(records.all("refund:"), []);
    records.close();

    const again = openRecords(folder);
    assert.deepEqual(again.all("charge:"), kept);
    assert.deepEqual(again.all("charge-scenario:"), ["another kind"]);
    assert.equal(again.get("seed"), "one");
    assert.equal(again.get("charge:a"), undefined);
    again.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
