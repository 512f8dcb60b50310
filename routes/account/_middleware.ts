/** An account asks to sign in as the dashboard does. */
export { handler } from "../dashboard/_middleware.ts";
