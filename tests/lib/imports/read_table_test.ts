import assert from "node:assert/strict";
import fc from "fast-check";
import { csvLine, readCell } from "@/lib/csv.ts";
import { decode, readTable, records } from "@/lib/imports/read_table.ts";

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."=+-@＝\t\r\n\",;' aé€\ufeff") }),
).map((text) => text.replaceAll("\0", ""));
const encode = (text: string) => new TextEncoder().encode(text);

async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const found: string[][] = [];
  for await (const record of records(decode(bytes))) found.push(record.map(readCell));
  return found;
}

Deno.test("whatever cells are written, the same cells are read", async () => {
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const bytes = encode("\ufeff" + rows.map(csvLine).join(""));
      assert.deepEqual(await cellsOf(bytes), rows);
    }),
    { numRuns: 500 },
  );
});

Deno.test("no bytes make it throw", async () => {
  const nasty = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(...encode("\",;\t\r\n'=ab\0é"), 0xff, 0xfe, 0x80), { maxLength: 200 })
      .map((bytes) => new Uint8Array(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(nasty, async (bytes) => {
      const table = await readTable(bytes);
      if (!table.ok) return;
      const { header, rows } = table.value;
      for (const { cells } of rows) {
        assert.equal(cells.length, header.length);
        assert.ok(cells.every((cell) => cell.isWellFormed() && !cell.includes("\0")));
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("it reads what spreadsheets write, wherever they are", async (t) => {
  const text = 'Title,Price,Note\r\nKiondo,"1,200","two\r\nlines"\r\n';
  const utf16 = new Uint8Array(
    new Uint16Array([..."\ufeffTitle\tPrice\tNote\nKiondo\t1,200\tcafé"]
      .map((letter) => letter.charCodeAt(0))).buffer,
  );
  const latin = Uint8Array.from(
    [..."Title;Price;Note\nKiondo;1,200;café"],
    (letter) => letter.charCodeAt(0),
  );
  const cases: [string, Uint8Array, string][] = [
    ["commas, CRLF, a quoted line break", encode(text), "two\r\nlines"],
    ["a byte order mark", encode("\ufeff" + text), "two\r\nlines"],
    ["semicolons", encode('Title;Price;Note\nKiondo;"1,200";a, b'), "a, b"],
    ["tabs", encode("Title\tPrice\tNote\nKiondo\t1,200\ta;b"), "a;b"],
    ["the line ends of old", encode('Title,Price,Note\rKiondo,"1,200",x\r'), "x"],
    ["Windows-1252", latin, "café"],
    ["Unicode text of Excel", utf16, "café"],
    ["a quote within a cell", encode('Title,Price,Note\nKiondo,"1,200",12" wide'), '12" wide'],
    ["short and long rows", encode('Title,Price,Note\n\n ,,\nKiondo,"1,200",x,,,'), "x"],
  ];
  for (const [name, bytes, note] of cases) {
    await t.step(name, async () => {
      const table = await readTable(bytes);
      assert.ok(table.ok);
      assert.deepEqual(table.value.header, ["Title", "Price", "Note"]);
      assert.deepEqual(table.value.rows.map(({ cells }) => cells), [["Kiondo", "1,200", note]]);
    });
  }
});

Deno.test("rows are numbered as a spreadsheet numbers them", async () => {
  const table = await readTable(encode('Title\n"two\nlines"\n\n,\nlast\n'));
  assert.ok(table.ok);
  assert.deepEqual(table.value.rows.map(({ line }) => line), [2, 5]);
});

Deno.test("files that are no table are refused with a reason", async () => {
  const rows = Array.from({ length: 10_001 }, (_, i) => `row ${i}`).join("\n");
  const cases: Record<string, string> = {
    empty: " \n\n",
    no_rows: "Title,Price\n",
    too_many_rows: `Title\n${rows}`,
    too_wide: `Title\n${",x".repeat(201)}`,
    broken_quotes: 'Title,Price\n"Kiondo,1200\nMat,5\n',
  };
  for (const [code, text] of Object.entries(cases)) {
    assert.deepEqual(await readTable(encode(text)), { ok: false, code });
  }
});
