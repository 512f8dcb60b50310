import assert from "node:assert/strict";
import fc from "fast-check";
import { csvLine, csvStream, readCell } from "@/lib/csv.ts";

/** RFC 4180 and not one byte more: throws at a quote or a line end that has no place. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const lines: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error("This is not CSV");
    lines.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] !== ",") lines.push([]);
  }
  return lines.slice(0, -1);
}

const RUNS = /^'*(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/;
const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."=+-@＝＠\t\r\n\",' a1;") }),
);

Deno.test("whatever text is written comes back, with an apostrophe before what would run", () => {
  fc.assert(fc.property(fc.array(fc.array(nasty, { minLength: 1 }), { minLength: 1 }), (rows) => {
    const read = parseCsv(rows.map(csvLine).join(""));

    assert.deepEqual(
      read,
      rows.map((row) => row.map((cell) => RUNS.test(cell) ? "'" + cell : cell)),
    );
    assert.deepEqual(read.map((row) => row.map(readCell)), rows);
  }));
});

Deno.test("no cell of text starts as a formula does", () => {
  fc.assert(fc.property(nasty, (text) => {
    const [[cell]] = parseCsv(csvLine([text])) as [[string]];

    assert.doesNotMatch(cell, /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/);
    assert.doesNotMatch(cell, /^[\t\r\n]/);
  }));
});

Deno.test("numbers stay numbers, moments are in UTC, nothing is nothing", () => {
  const at = new Date("2026-11-28T12:00:00+03:00");
  assert.equal(csvLine([-5, 0.5, true, null, at]), "-5,0.5,true,,2026-11-28T09:00:00.000Z\r\n");
});

Deno.test("a formula in a name is shown, not run", () => {
  const cell = `=HYPERLINK("https://evil.test","Click")`;
  assert.equal(csvLine([cell]), `"'=HYPERLINK(""https://evil.test"",""Click"")"\r\n`);
});

Deno.test("a file begins with the mark that Excel looks for and is read as it is written", async () => {
  let asked = 0;
  async function* pages() {
    for (; asked < 100; asked++) yield await Promise.resolve([[asked, "Ündü"]]);
  }
  const reader = csvStream(["n", "name"], pages()).getReader();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  assert.equal(decoder.decode((await reader.read()).value), "\ufeffn,name\r\n");
  assert.equal(decoder.decode((await reader.read()).value), "0,Ündü\r\n");
  assert.ok(asked < 5, "nothing is read ahead");
  await reader.cancel();
});
