export { readAbout, requestNewPassword, setPassword, signIn, signOut, signUp } from "./account.ts";
export {
  changePassword,
  confirmPassword,
  endAllSessions,
  endOtherSessions,
  readEmail,
  requestEmailChange,
} from "./change_account.ts";
export { isCsrfToken, isOwnForm, makeCsrfToken } from "./csrf.ts";
export { askToSignIn, whileSessionLasts } from "./ended_session.ts";
export {
  DOUBTS,
  ForgotPassword,
  LoginInput,
  NewAccount,
  NewEmail,
  NewPassword,
  PasswordChange,
  PasswordProof,
  RefreshInput,
  SignIn,
  SignInCode,
  SignInLink,
} from "./forms.ts";
export { followLink, LINK_TYPES, requestSignInLink, signInWithCode } from "./link.ts";
export { ALWAYS_HELD, can, GRANTABLE, type MemberRole, permissionsOf } from "./permissions.ts";
export { nextPath } from "./next_path.ts";
export { type Auth, type AuthConfig, openAuth, type Session, toSession } from "./open_auth.ts";
export { isRecoveryProof, proveRecovery } from "./recovery_proof.ts";
export { readSentTo, rememberSentTo } from "./sent_to.ts";
export { agoWords, deviceWords } from "./session_words.ts";
export { endMySession, listMySessions, type MySession } from "./sessions.ts";
export { issueTokens, refreshTokens, revokeTokens, type TokenSet } from "./tokens.ts";
