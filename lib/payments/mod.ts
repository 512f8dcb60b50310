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
export { LOCAL_FLUTTERWAVE_ACCOUNT } from "./flutterwave/account.ts";
export { LOCAL_AIRTEL_ACCOUNT } from "./airtel/account.ts";
export { LOCAL_MTN_ACCOUNT } from "./mtn/account.ts";
export { hintsOf, sealCredentials } from "./credentials.ts";
export { gatewayName, type Method, methodOf, methodsOf } from "./methods.ts";
export { LOCAL_MPESA_ACCOUNT, MpesaCredentials, MpesaSettings } from "./mpesa/account.ts";
export {
  LOCAL_PAYSTACK_ACCOUNT,
  modeOfKey,
  PaystackCredentials,
  PaystackSettings,
} from "./paystack/account.ts";
export { LOCAL_PESAPAL_ACCOUNT } from "./pesapal/account.ts";
export { planReconciling } from "./jobs/reconcile.ts";
export { listReadings, type Reading } from "./readings.ts";
export {
  canGiveBack,
  type ChoiceSetup,
  type GatewaySetup,
  optionsFor,
  readSetup,
  type SetupSettings,
} from "./setup.ts";
export { setupOf } from "./setups.ts";
export { type PaymentDeps, paymentTasks, queueSealing } from "./tasks.ts";
