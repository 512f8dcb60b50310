export {
  FIELDS,
  guessMapping,
  type ImportField,
  type ImportKind,
  type Mapping,
  type MappingProblem,
  readMapping,
} from "./fields.ts";
export {
  applyImport,
  checkImport,
  createImport,
  getImport,
  type Import,
  type ImportLine,
  type ImportStatus,
  listImports,
  listRefused,
  listSamples,
  type RefusedRow,
} from "./imports.ts";
export {
  MAX_FILE_BYTES,
  MAX_ROWS,
  readTable,
  type Table,
  type TableRefusal,
} from "./read_table.ts";
export { problemWords, reportFile } from "./report.ts";
export { importTasks } from "./tasks.ts";
