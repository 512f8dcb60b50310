export type {
  Account,
  Callback,
  CheckAnswer,
  GatewayAdapter,
  Mode,
  Outcome,
  PaymentQuestion,
  PaymentRequest,
  QueryAnswer,
  SubmitAnswer,
} from "./gateway.ts";
export { hintsOf, sealCredentials } from "./credentials.ts";
export { gatewayName, type Method, methodOf, methodsOf } from "./methods.ts";
export { LOCAL_MPESA_ACCOUNT, MpesaCredentials, MpesaSettings } from "./mpesa/account.ts";
export {
  LOCAL_PAYSTACK_ACCOUNT,
  modeOfKey,
  PaystackCredentials,
  PaystackSettings,
} from "./paystack/account.ts";
export { type PaymentDeps, paymentTasks, queueSealing } from "./tasks.ts";
