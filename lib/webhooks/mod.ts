export { type AddressRefusal, type Reach, readEndpointUrl } from "./address.ts";
export {
  type DeliveryDetail,
  type DeliveryState,
  findDelivery,
  getHealth,
  type Health,
  listDeliveries,
  replay,
  sendTest,
  type WebhookDelivery,
} from "./deliveries.ts";
export {
  createEndpoint,
  deleteEndpoint,
  findEndpoint,
  listEndpoints,
  rotateSecret,
  updateEndpoint,
  type WebhookEndpoint,
} from "./endpoints.ts";
export {
  permissionOf,
  TEST_EVENT,
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_EVENTS,
  type WebhookEventType,
} from "./events.ts";
export { ADDRESS_WORDS, EndpointForm, eventField, ReplayForm } from "./form.ts";
export { deliveryTasks, planTending, type WebhookDeps, webhookTasks } from "./tasks.ts";
