import { createEnums } from "./enum_types.ts";
import { InputTypes } from "./input_types.ts";
import { OutputTypes } from "./output_types.ts";
import type { Schemas } from "./shapes.ts";

/** GraphQL's types of the schemas of the API's document. */
export interface Types {
  schemas: Schemas;
  output: OutputTypes;
  input: InputTypes;
}

export function createTypes(schemas: Schemas): Types {
  const enumOf = createEnums();
  return {
    schemas,
    output: new OutputTypes(schemas, enumOf),
    input: new InputTypes(schemas, enumOf),
  };
}
