export { play, type Played } from "./play.ts";
export { answerGraphql, type GraphqlAnswer, GraphqlRequest } from "./answer.ts";
export { asGraphqlErrors, respondGraphql } from "./http.ts";
export { LIMITS } from "./limits.ts";
export { graphqlSchema, schemaText } from "./schema.ts";
