export {
  followLink,
  LINK_TYPES,
  readAbout,
  requestNewPassword,
  setPassword,
  signIn,
  signOut,
  signUp,
} from "./account.ts";
export { ForgotPassword, NewAccount, NewPassword, SignIn } from "./forms.ts";
export { nextPath } from "./next_path.ts";
export { type Auth, type AuthConfig, openAuth, type Session, toSession } from "./open_auth.ts";
export { isRecoveryProof, proveRecovery } from "./recovery_proof.ts";
