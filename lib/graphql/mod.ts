export { graphqlSchema, schemaText } from "./schema.ts";
