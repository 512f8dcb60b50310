import openapiTS, { astToString } from "openapi-typescript";
import { OPERATIONS, toOpenApi } from "@/lib/rest/mod.ts";

/** Where the types of the client are kept. */
export const CLIENT_TYPES = new URL("../lib/client/schema.ts", import.meta.url);

/** The types of the API's operations, as TypeScript. */
export async function clientTypes(): Promise<string> {
  const document = toOpenApi(OPERATIONS, "https://afrify.example");
  const ast = await openapiTS(document as never, { alphabetize: false });
  return `// deno-fmt-ignore-file\n// deno-lint-ignore-file\n// Written by \`task client\` from the OpenAPI document.\n${
    astToString(ast)
  }`;
}

if (import.meta.main) await Deno.writeTextFile(CLIENT_TYPES, await clientTypes());
