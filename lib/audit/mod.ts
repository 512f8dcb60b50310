export {
  type ActivityFilter,
  type ActivityScope,
  type AuditEvent,
  type Changes,
  isNarrowed,
  listActivity,
  readActivityFilter,
  toQuery,
} from "./activity.ts";
export { ACTIVITY_COLUMNS, type ExportedEntity, logExport, toCells } from "./export.ts";
export {
  ACTION_NAMES,
  actionWords,
  actorWords,
  type Change,
  changesOf,
  subjectOf,
} from "./words.ts";
