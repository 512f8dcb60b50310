import assert from "node:assert/strict";
import fc from "fast-check";
import { isCsrfToken, isOwnForm, makeCsrfToken } from "@/lib/auth/mod.ts";

const KEY = "a secret key of the platform";
const here = session("0b8f7c1e-7a3e-4a54-9a52-0c5f6e1d2a3b");
const elsewhere = session("7d0a5d8e-1b7c-4f3e-8f6c-5f4d3c2b1a09");

function session(session_id?: string) {
  return { claims: { sub: "a7f3", session_id } };
}

function post(body: BodyInit, type = "application/x-www-form-urlencoded"): Request {
  return new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "content-type": type },
  });
}

Deno.test("a token holds for its session and no other, under one key", () => {
  const token = makeCsrfToken(here, KEY);
  assert.ok(isCsrfToken(token, here, KEY));
  assert.ok(!isCsrfToken(token, elsewhere, KEY));
  assert.ok(!isCsrfToken(token, here, "another key"));
});

Deno.test("no two tokens are alike", () => {
  const tokens = Array.from({ length: 100 }, () => makeCsrfToken(here, KEY));
  assert.equal(new Set(tokens.map((token) => token.slice(0, 20))).size, 100);
  assert.ok(tokens.every((token) => isCsrfToken(token, here, KEY)));
});

Deno.test("a token with any one character changed, missing or added is none", () => {
  const token = makeCsrfToken(here, KEY);
  for (let i = 0; i < token.length; i++) {
    const other = token[i] === "A" ? "B" : "A";
    assert.ok(!isCsrfToken(token.slice(0, i) + other + token.slice(i + 1), here, KEY), `at ${i}`);
    assert.ok(!isCsrfToken(token.slice(0, i) + token.slice(i + 1), here, KEY), `without ${i}`);
  }
  for (const padded of [`${token}=`, `${token}A`, ` ${token}`, `${token}\n`, `${token}\0`]) {
    assert.ok(!isCsrfToken(padded, here, KEY), JSON.stringify(padded));
  }
});

Deno.test("nothing that somebody makes up is a token, and nothing throws", () => {
  fc.assert(fc.property(
    fc.oneof(fc.string(), fc.string({ minLength: 64, maxLength: 64 }), fc.base64String()),
    (text) => !isCsrfToken(text, here, KEY),
  ));
});

Deno.test("sessions without an id share no token", () => {
  const nameless = session();
  assert.ok(!isCsrfToken(makeCsrfToken(nameless, KEY), nameless, KEY));
  assert.ok(!isCsrfToken(makeCsrfToken(session("undefined"), KEY), nameless, KEY));
});

Deno.test("a form is one's own when it starts with a token of the session", async () => {
  const token = makeCsrfToken(here, KEY);
  const form = new FormData();
  form.append("csrf", token);
  form.append("files", new File(["x"], "a.jpg"));
  const multipart = new Request("http://localhost/", { method: "POST", body: form });
  assert.ok(await isOwnForm(multipart, here, KEY));
  assert.ok(await isOwnForm(post(`csrf=${token}`), here, KEY));
  assert.ok(await isOwnForm(post(`csrf=${token}&name=x`), here, KEY));

  for (const body of [`name=x&csrf=${token}`, `csrf=&csrf=${token}`, `csrf2=${token}`, ""]) {
    assert.ok(!await isOwnForm(post(body), here, KEY), body);
  }
  const json = post(JSON.stringify({ csrf: token }), "application/json");
  assert.ok(!await isOwnForm(json, here, KEY));
  assert.ok(!await isOwnForm(post(`csrf=${token}`, "text/plain"), here, KEY));
});

Deno.test("reading asks for no token, every other method does", async () => {
  for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]) {
    const isRead = ["GET", "HEAD", "OPTIONS"].includes(method);
    const req = new Request("http://localhost/", { method });
    assert.equal(await isOwnForm(req, here, KEY), isRead, method);
  }
});
