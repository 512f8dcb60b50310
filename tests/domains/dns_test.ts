import assert from "node:assert/strict";
import { askDns, DomainForm } from "@/lib/domains/mod.ts";
import { startDnsServer } from "@/tests/fixtures/dns_server.ts";

const HOST = "www.basket.example";
const question = { host: HOST, token: "abc", target: "demo.shops.example", addresses: [] };

async function withDns(
  records: Record<string, string[]>,
  run: (ask: (more?: { addresses: string[] }) => ReturnType<typeof askDns>) => Promise<void>,
  isSilent = false,
) {
  const server = await startDnsServer();
  server.isSilent = isSilent;
  for (const [key, values] of Object.entries(records)) server.records.set(key, values);
  const [ipAddr, port] = server.address.split(":");
  const dns = { servers: [{ ipAddr: ipAddr!, port: Number(port) }] };
  try {
    await run((more) => askDns(dns, { ...question, ...more }, AbortSignal.timeout(1_000)));
  } finally {
    await server.stop();
  }
}

Deno.test("a domain without records is neither proved nor leads here", async () => {
  await withDns({}, async (ask) => {
    assert.deepEqual(await ask(), { hasToken: false, pointsHere: false });
  });
});

Deno.test("only the whole token proves a claim, whatever else stands beside it", async () => {
  const name = `TXT _afrify.${HOST}`;
  for (
    const [values, hasToken] of [
      [["afrify-domain=abc"], true],
      [["v=spf1 -all", "afrify-domain=abc"], true],
      [["afrify-domain=abcd"], false],
      [["abc"], false],
      [["xafrify-domain=abc"], false],
    ] as const
  ) {
    await withDns({ [name]: [...values] }, async (ask) => {
      assert.equal((await ask()).hasToken, hasToken, values.join());
    });
  }
  await withDns({ [`TXT ${HOST}`]: ["afrify-domain=abc"] }, async (ask) => {
    assert.equal((await ask()).hasToken, false, "at another name");
  });
});

Deno.test("a domain leads here by a CNAME to the shop, by its addresses, or by ours", async () => {
  const ours = { "A demo.shops.example": ["192.0.2.7"] };
  const cases: [Record<string, string[]>, string[], boolean][] = [
    [{ [`CNAME ${HOST}`]: ["demo.shops.example"] }, [], true],
    [{ [`CNAME ${HOST}`]: ["zuri.shops.example"] }, [], false],
    [{ ...ours, [`A ${HOST}`]: ["192.0.2.7"] }, [], true],
    [{ ...ours, [`A ${HOST}`]: ["192.0.2.8"] }, [], false],
    [{ [`A ${HOST}`]: ["192.0.2.9"] }, ["192.0.2.9"], true],
    [{ [`A ${HOST}`]: ["192.0.2.9"] }, [], false],
  ];
  for (const [records, addresses, pointsHere] of cases) {
    await withDns(records, async (ask) => {
      assert.equal((await ask({ addresses })).pointsHere, pointsHere, JSON.stringify(records));
    });
  }
});

Deno.test("DNS that does not answer is neither a yes nor a no", async () => {
  await withDns({}, async (ask) => await assert.rejects(ask()), true);
});

Deno.test("what people paste is cut to its host, and no host of ours or of nobody is taken", () => {
  const form = DomainForm("shops.example");
  const read = (host: string) => form.safeParse({ host }).data?.host ?? null;

  assert.equal(read(" https://WWW.Basket.example/ "), "www.basket.example");
  assert.equal(read("basket.example."), "basket.example");
  assert.equal(read("kìkapu.example"), "xn--kkapu-tsa.example");
  for (
    const typed of [
      ...["", "basket", "192.0.2.1", "[::1]", "localhost", "printer.local", "a.b.internal"],
      ...["shops.example", "demo.shops.example", "basket.example/p", "a@basket.example"],
      ...["basket.example:8000", "-a.example", "a..example", `${"a".repeat(64)}.example`, "0x7f.1"],
    ]
  ) assert.equal(read(typed), null, typed);
});
