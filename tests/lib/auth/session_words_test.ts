import assert from "node:assert/strict";
import { agoWords, deviceWords } from "@/lib/auth/session_words.ts";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

Deno.test("a device is called what its owner calls it", () => {
  const words: [string | null, string][] = [
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/130.0 Mobile Safari/537.36`,
      "Chrome on Android",
    ],
    [
      `Mozilla/5.0 (Linux; Android 9; SM-A105F) ${WEBKIT} SamsungBrowser/20.0 Chrome/106.0 Mobile Safari/537.36`,
      "Samsung Internet on Android",
    ],
    [
      "Opera/9.80 (Android; Opera Mini/36.2/191.249; U; en) Presto/2.12.423 Version/12.16",
      "Opera Mini on Android",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
      "Firefox on Windows",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/130.0 Safari/537.36 Edg/130.0`,
      "Edge on Windows",
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/130.0 Safari/537.36`,
      "Chrome on Mac",
    ],
    [
      "Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
      "Firefox on KaiOS",
    ],
    ["curl/8.5.0", "A program"],
    ["", "Unknown device"],
    [null, "Unknown device"],
  ];
  for (const [userAgent, wanted] of words) assert.equal(deviceWords(userAgent), wanted);
});

Deno.test("how long ago is told in the largest whole unit", () => {
  const now = new Date("2026-11-28T12:00:00Z");
  const words = (iso: string) => agoWords(new Date(iso), now);

  assert.equal(words("2026-11-28T11:59:30Z"), "just now");
  assert.equal(words("2026-11-28T12:00:05Z"), "just now");
  assert.equal(words("2026-11-28T11:59:00Z"), "1 minute ago");
  assert.equal(words("2026-11-28T10:01:00Z"), "1 hour ago");
  assert.equal(words("2026-11-25T12:00:00Z"), "3 days ago");
});
