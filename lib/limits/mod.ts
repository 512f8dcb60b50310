export { codeTry, letter, passwordTry, shopMessage } from "./kinds.ts";
export { API_REQUESTS, type Limit, SIGN_UPS } from "./limits.ts";
export { networkOf } from "./network.ts";
export {
  fromClient,
  limitTries,
  mayGoOn,
  takeTurns,
  type Turn,
  type Window,
} from "./take_turns.ts";
