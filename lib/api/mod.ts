export { type Bearer, readBearer, unauthorized } from "./bearer.ts";
export { allowOrigin, answerPreflight } from "./cors.ts";
export { type FieldProblem, type Problem, problem } from "./problem.ts";
export { type JsonResult, readJson } from "./read_json.ts";
