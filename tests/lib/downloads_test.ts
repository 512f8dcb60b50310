import assert from "node:assert/strict";
import { wordsIn } from "@/lib/i18n/mod.ts";
import fc from "fast-check";
import {
  allowance,
  type BuyersFile,
  cleanName,
  fileProblem,
  GiveForm,
  MAX_FILE_BYTES,
  sayDownloadProblem,
  sizeWords,
  totalsAfter,
} from "@/lib/downloads/mod.ts";

const english = wordsIn("en");

Deno.test("whatever a file is called, its name is one line that leads nowhere", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
    const clean = cleanName(name);
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(clean, /[\u0000-\u001f\u007f/\\\u202e]/);
    assert.ok(clean.length >= 1 && clean.length <= 150 && clean !== "..");
  }));
  assert.equal(cleanName("../../etc/passwd"), "passwd");
  assert.equal(cleanName("C:\\Songs\\Wimbo.mp3"), "Wimbo.mp3");
  assert.equal(cleanName(`${"x".repeat(400)}.pdf`).slice(-5), "x.pdf");
});

Deno.test("sizes are never told smaller than they are", () => {
  assert.equal(sizeWords(1), "1 KB");
  assert.equal(sizeWords(3_500_000), "3.4 MB");
  fc.assert(fc.property(fc.integer({ min: 1, max: MAX_FILE_BYTES }), (bytes) => {
    const [count, unit] = sizeWords(bytes).split(" ");
    assert.ok(Number(count) * (unit === "KB" ? 1024 : 1024 * 1024) >= bytes - 1e-6);
  }));
  assert.equal(fileProblem({ name: "a", size: MAX_FILE_BYTES }), null);
  assert.match(fileProblem({ name: "a", size: MAX_FILE_BYTES + 1 })!, /over 40 MB/);
});

const aFile: BuyersFile = {
  itemId: "i",
  fileId: "f",
  productTitle: "Song",
  name: "song.mp3",
  sizeBytes: 1,
  taken: 2,
  downloadLimit: 5,
  downloadsUntil: "2026-12-12",
  isOver: false,
  openToken: null,
  openUntil: null,
  isFresh: false,
};

Deno.test("a buyer reads how many downloads are left and until when", () => {
  const words = (change: Partial<BuyersFile>) =>
    allowance({ ...aFile, ...change }, (iso) => iso, english);
  assert.equal(words({}), "3 of 5 downloads left, until 2026-12-12.");
  assert.equal(
    words({ downloadLimit: null, downloadsUntil: null }),
    "Download it as often as you like.",
  );
  assert.equal(words({ taken: 5 }), "No downloads left: you took it 5 times.");
  assert.equal(words({ taken: 5, openToken: "x" }), "This is the last download of it.");
  assert.equal(words({ isOver: true }), "Downloads ended 2026-12-12.");
  assert.equal(sayDownloadProblem("constructor", english), null);
});

Deno.test("more days count from now once they are over, and a form that gives nothing is refused", () => {
  const now = new Date("2026-12-01T00:00:00Z");
  const given = (change: Record<string, string>) =>
    totalsAfter(
      GiveForm.parse({ item: crypto.randomUUID(), downloads: "3", days: "7", ...change }),
      now,
    );
  assert.deepEqual(given({ shownLimit: "5", shownUntil: "2026-11-01T00:00:00+00:00" }), {
    download_limit: 8,
    downloads_until: "2026-12-08T00:00:00.000Z",
  });
  assert.deepEqual(given({ shownLimit: "", shownUntil: "" }), {});
  const nothing = { item: crypto.randomUUID(), downloads: "0", days: "" };
  assert.equal(GiveForm.safeParse(nothing).success, false);
});
