export { codeTry, letter, passwordTry, shopMessage, shopperCode, shopperCodeTry } from "./kinds.ts";
export { API_REQUESTS, type Limit, SHARED_CARTS, SIGN_UPS } from "./limits.ts";
export { networkOf } from "./network.ts";
export {
  fromClient,
  limitTries,
  mayGoOn,
  takeTurns,
  type Turn,
  type Window,
} from "./take_turns.ts";
