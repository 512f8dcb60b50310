export type {
  Account,
  Callback,
  GatewayAdapter,
  Outcome,
  PaymentQuestion,
  PaymentRequest,
  QueryAnswer,
  SubmitAnswer,
} from "./gateway.ts";
export { LOCAL_MPESA_ACCOUNT, MpesaCredentials, MpesaSettings } from "./mpesa/account.ts";
export { type PaymentDeps, paymentTasks } from "./tasks.ts";
