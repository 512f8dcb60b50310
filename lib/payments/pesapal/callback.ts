import type { Callback, CallbackReader } from "../gateway.ts";
import { asText, type Json, parseObject } from "../json.ts";

/**
 * Pesapal's notifications (IPN): unsigned, to one address for each account, and without a word of how it
 * went: they say that something changed, and to whom.
 */
export const pesapalReader: CallbackReader = {
  name: "pesapal",
  functionName: "pesapal",
  callbacksTo: "account",
  parseCallback,
  answerCallback(status, text, body) {
    const notice = body && readNotice(body);
    const told = notice ? { ...notice, status } : { status, message: text };
    return Response.json(told, { status });
  },
};

interface Notice {
  orderNotificationType: string;
  orderTrackingId: string;
  orderMerchantReference: string;
}

function parseCallback(body: Uint8Array): Callback | null {
  const notice = readNotice(body);
  if (!notice) return null;
  const { orderNotificationType: type, orderTrackingId: gatewayRef } = notice;
  if (type !== "IPNCHANGE") return { kind: "other", about: type };
  return {
    kind: "charge",
    gatewayRef,
    outcome: { state: "pending", code: "ipnchange", text: "", isKnown: true },
  };
}

function readNotice(body: Uint8Array): Notice | null {
  const json = parseObject(body);
  const orderNotificationType = readEither(json, "OrderNotificationType");
  const orderTrackingId = readEither(json, "OrderTrackingId");
  const orderMerchantReference = readEither(json, "OrderMerchantReference") ?? "";
  return orderNotificationType && orderTrackingId
    ? { orderNotificationType, orderTrackingId, orderMerchantReference }
    : null;
}

/** Names begin with a capital, or do not: both occur. */
function readEither(json: Json | null, name: string): string | null {
  const small = name[0]!.toLowerCase() + name.slice(1);
  return asText(json?.[name], 60) ?? asText(json?.[small], 60);
}
