export { camelKeys } from "./camel_keys.ts";
export { connect, connectService, type Db, type Sql } from "./connect.ts";
export { type Claims, type Client } from "./as_user.ts";
export { isRefusedInput, sqlState } from "./sql_state.ts";
