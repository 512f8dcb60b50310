/** Enough for the longest boundary, the headers of a part, and a short value. */
const LIMIT_BYTES = 2 * 1024;

const decoder = new TextDecoder("latin1");

/**
 * The first field of a posted form when it is short and plain, as hidden fields are: ASCII that needs
 * no escapes. Null for everything else. Reads from a copy no further than it must, so the body is
 * still there, streamed, for whoever comes next. Never throws on what a client sends.
 */
export async function readFirstField(
  req: Request,
): Promise<{ name: string; value: string } | null> {
  const pattern = firstFieldPattern(req.headers.get("content-type") ?? "");
  if (!pattern || !req.body || req.bodyUsed) return null;
  const reader = req.clone().body!.getReader();
  let text = "";
  try {
    let isWhole = false;
    while (text.length < LIMIT_BYTES) {
      const { done, value } = await reader.read();
      isWhole = done;
      text += done ? "" : decoder.decode(value.subarray(0, LIMIT_BYTES));
      // What ends a field may be the end of the body.
      const found = (isWhole ? pattern.atEnd : pattern.within).exec(text);
      if (found) return { name: found[1]!, value: found[2]! };
      if (isWhole) break;
    }
    return null;
  } catch {
    return null;
  } finally {
    // Not awaited: the copy is not let go before the body itself has been.
    reader.cancel().catch(() => {});
  }
}

interface Pattern {
  within: RegExp;
  atEnd: RegExp;
}

function firstFieldPattern(type: string): Pattern | null {
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return { within: /^([\w-]+)=([\w-]*)&/, atEnd: /^([\w-]+)=([\w-]*)$/ };
  }
  const given = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
  const boundary = given?.[1] ?? given?.[2];
  if (!boundary || boundary.length > 70) return null;
  const edge = `--${boundary.replace(/[^\w]/g, "\\$&")}`;
  const part = new RegExp(
    `^${edge}\\r\\ncontent-disposition: form-data; name="([\\w-]+)"\\r\\n\\r\\n` +
      `([\\w-]*)\\r\\n${edge}`,
    "i",
  );
  return { within: part, atEnd: part };
}
