export { type AddressRefusal, type Reach, readEndpointUrl } from "./address.ts";
export {
  permissionOf,
  TEST_EVENT,
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_EVENTS,
  type WebhookEventType,
} from "./events.ts";
export { deliveryTasks, planTending, type WebhookDeps, webhookTasks } from "./tasks.ts";
