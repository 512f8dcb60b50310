import { changeHandler } from "../(_components)/location_page.ts";

export { EditLocation as default } from "../(_components)/EditLocation.tsx";

export const handler = changeHandler({ is_closed: false });
