import { createHash } from "node:crypto";
import { type DocumentNode, GraphQLError, parse, specifiedRules, validate } from "graphql";
import { LRUCache } from "lru-cache";
import { LIMITS, passedLimit, type TooMuch } from "./limits.ts";
import { graphqlSchema } from "./schema.ts";

/** A document that may be asked, or what is wrong with it. */
export type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] };

const MAX_ERRORS = 10;

const TITLES: Record<TooMuch, string> = {
  query_too_deep: `Fields may be ${LIMITS.depth} deep.`,
  too_many_aliases: `A document may have ${LIMITS.aliases} aliases.`,
  query_too_large: `A document may have ${LIMITS.bytes} bytes and ${LIMITS.fields} fields.`,
  query_too_costly: `A document may ask for about ${LIMITS.cost} rows. Ask for smaller pages.`,
};

/**
 * Documents by the hash of their text, in this server's memory: callers may name them by it alone, and none is
 * checked twice. Counted in characters of text, of which each is some dozens of bytes here.
 */
const documents = new LRUCache<string, DocumentNode>({
  maxSize: 1_000_000,
  sizeCalculation: (document) => (document.loc?.end ?? 0) + 1,
});

/** The SHA-256 of a text, in hex. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The document with this hash, where this server keeps it. */
export function knownDocument(hash: string): DocumentNode | null {
  return documents.get(hash) ?? null;
}

/** Keeps a document that somebody with a right to ask was answered. */
export function keepDocument(document: DocumentNode): void {
  documents.set(hashOf(document.loc!.source.body), document);
}

/** Reads a document, and checks it against the limits and the schema. */
export function readDocument(text: string): Checked {
  const known = documents.get(hashOf(text));
  return known ? { document: known } : check(text);
}

function check(text: string): Checked {
  if (new TextEncoder().encode(text).length > LIMITS.bytes) {
    return { errors: [tooMuch("query_too_large")] };
  }
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // The parser has no other word for the end of its patience.
    const isTooLong = error.message.includes(`more than ${LIMITS.tokens} tokens`);
    return { errors: [isTooLong ? tooMuch("query_too_large") : coded(error)] };
  }
  const passed = passedLimit(document);
  if (passed) return { errors: [tooMuch(passed)] };
  const errors = validate(graphqlSchema(), document, specifiedRules, { maxErrors: MAX_ERRORS });
  return errors.length > 0 ? { errors: errors.map(coded) } : { document };
}

/** What is said of a document that passes a limit. */
export function tooMuch(code: TooMuch): GraphQLError {
  return new GraphQLError(TITLES[code], { extensions: { code, status: 400 } });
}

function coded({ message, nodes, source, positions }: GraphQLError): GraphQLError {
  const extensions = { code: "invalid_query", status: 400 };
  return new GraphQLError(message, { nodes, source, positions, extensions });
}
