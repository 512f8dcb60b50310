import assert from "node:assert/strict";
import { isPublicIp, readEndpointUrl } from "@/lib/webhooks/address.ts";
import { resolveTarget } from "@/lib/webhooks/resolve.ts";
import { startDnsServer } from "@/tests/fixtures/dns_server.ts";
import { withWebhooks } from "./bench.ts";

const STRICT = { allowsLoopback: false };

/** Ways to write an address that nobody outside may ask us to ask. */
const FORGED = [
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0.0.1/",
  "https://0177.0.0.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://10.0.0.7/",
  "https://10.255.255.255:8443/x",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://2852039166/",
  "https://100.64.0.1/",
  "https://100.100.100.200/",
  "https://192.0.0.192/",
  "https://198.18.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fd00:ec2::254]/",
  "https://[ff02::1]/",
  "https://１２７.0.0.1/",
  "https://127。0。0。1/",
  "https://localhost/",
  "https://localhost./",
  "https://app.localhost/",
];

Deno.test("an address of this machine, its network or its cloud is refused, however it is written", () => {
  for (const url of FORGED) {
    const read = readEndpointUrl(url, STRICT);
    assert.ok(!read.ok && read.code === "address_not_public", `${url} ${JSON.stringify(read)}`);
  }
});

Deno.test("only https, without a password, is taken", () => {
  const codeOf = (url: string) => {
    const read = readEndpointUrl(url, STRICT);
    return read.ok ? "ok" : read.code;
  };
  assert.equal(codeOf("https://hooks.example/in?a=1#b"), "ok");
  assert.equal(codeOf("https://8.8.8.8/"), "ok");
  assert.equal(codeOf("https://[2606:4700::1111]/"), "ok");
  assert.equal(codeOf("http://hooks.example/"), "not_https");
  assert.equal(codeOf("http://127.0.0.1/"), "not_https");
  assert.equal(codeOf("https://me:secret@hooks.example/"), "has_credentials");
  for (
    const url of [
      "ftp://hooks.example",
      "hooks.example",
      "",
      "javascript:alert(1)",
      "file:///etc/passwd",
    ]
  ) {
    assert.equal(codeOf(url), "not_a_web_address", url);
  }
});

Deno.test("where loopback is allowed the rest of the network is not", () => {
  const open = { allowsLoopback: true };
  for (const url of ["http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost:9/"]) {
    assert.ok(readEndpointUrl(url, open).ok, url);
  }
  for (const url of ["https://10.0.0.1/", "https://169.254.169.254/", "http://hooks.example/"]) {
    assert.ok(!readEndpointUrl(url, open).ok, url);
  }
});

Deno.test("a name is as good as every address that it leads to at this moment", async () => {
  const server = await startDnsServer();
  const [ipAddr, port] = server.address.split(":");
  const dns = { servers: [{ ipAddr: ipAddr!, port: Number(port) }] };
  const codeOf = async (host: string) => {
    const signal = AbortSignal.timeout(5_000);
    const found = await resolveTarget(`https://${host}/`, { dns, reach: STRICT, signal });
    return found.ok ? found.value.ip : found.code;
  };
  try {
    server.records.set("A good.example", ["93.184.216.34"]);
    server.records.set("A inside.example", ["127.0.0.1"]);
    server.records.set("A cloud.example", ["169.254.169.254"]);
    server.records.set("A both.example", ["93.184.216.34", "10.0.0.5"]);
    assert.equal(await codeOf("good.example"), "93.184.216.34");
    for (const host of ["inside.example", "cloud.example", "both.example"]) {
      assert.equal(await codeOf(host), "address_not_public", host);
    }
    assert.equal(await codeOf("nobody.example"), "name_not_found");
    // The name that was good turns: the next try asks anew.
    server.records.set("A good.example", ["192.168.0.1"]);
    assert.equal(await codeOf("good.example"), "address_not_public");
  } finally {
    await server.stop();
  }
});

Deno.test("what slipped past the form is refused before anything is connected", () =>
  withWebhooks(async ({ sql, order, deliverAll, deliver, receiver, endpointId }) => {
    await sql`update webhook_endpoints set url = ${receiver.url} where id = ${endpointId}`;
    await order();
    const [row] = await sql`select id from webhook_deliveries order by id limit 1`;
    await deliver(row!.id, { reach: STRICT });
    const [after] =
      await sql`select state, error, response_status from webhook_deliveries where id = ${row!.id}`;
    assert.deepEqual({ ...after }, { state: "pending", error: "not_https", response_status: null });
    await sql`update webhook_endpoints set url = 'https://127.0.0.1:1/'`;
    await deliver(row!.id, { reach: STRICT });
    const [still] = await sql`select error from webhook_deliveries where id = ${row!.id}`;
    assert.equal(still!.error, "address_not_public");
    assert.equal(receiver.received.length + receiver.forged, 0);
    await sql`update webhook_endpoints set url = ${receiver.url}`;
    await deliverAll();
    assert.ok(receiver.received.length > 0);
  }));

Deno.test("no address of a special range counts as public", () => {
  for (const ip of ["8.8.8.8", "2606:4700::1111", "41.90.0.1"]) assert.ok(isPublicIp(ip), ip);
  for (
    const ip of ["", "x", "::ffff:10.0.0.1", "fc00::1", "2001:db8::1", "203.0.113.9", "240.0.0.1"]
  ) {
    assert.ok(!isPublicIp(ip), ip);
  }
});
