import {
  listPickupPoints,
  listZones,
  pickupErrors,
  pickupFields,
  pickupForm,
  type PickupLine,
  savePickupPoint,
  saveZone,
  zoneErrors,
  zoneFields,
  zoneForm,
  type ZoneInput,
  type ZoneLine,
} from "@/lib/stores/mod.ts";
import type { PlaceKind } from "./edit_place.ts";

export const ZONE: PlaceKind<ZoneInput> = {
  list: listZones,
  fields: (zone: ZoneLine, { currency }) => zoneFields(zone, currency),
  form: ({ currency }) => zoneForm(currency),
  async save(sql, storeId, input) {
    const saved = await saveZone(sql, storeId, input);
    return saved.ok ? null : zoneErrors(saved.code, saved.details);
  },
};

export const POINT: PlaceKind<Parameters<typeof savePickupPoint>[2]> = {
  list: listPickupPoints,
  fields: (point: PickupLine) => pickupFields(point),
  form: ({ country }) => pickupForm(country),
  async save(sql, storeId, input) {
    const saved = await savePickupPoint(sql, storeId, input);
    return saved.ok ? null : pickupErrors(saved.code);
  },
};
