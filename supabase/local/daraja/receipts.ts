import { z } from "zod";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { payoutAccepted, receiptResult } from "./messages.ts";
import type { Network } from "./network.ts";
import type { HandPayment } from "./tills.ts";

/** How questions about a receipt go, where not as usual. */
export const ReceiptScenario = z.strictObject({
  /** M-Pesa takes the question and never answers, or gives up and answers later. */
  answer: z.enum(["silent", "times_out_first", "server_error"]).optional(),
  status: z.string().default("Completed"),
  /** Whose money it was, where not this business's. */
  receiver: z.string().default(LOCAL_MPESA_ACCOUNT.settings.short_code),
  /** How often the answer comes. */
  copies: z.number().int().min(1).max(100).default(1),
});
export type ReceiptScenario = z.output<typeof ReceiptScenario>;

/** Answers a question about a receipt, at the address that the question named. */
export async function tellReceipt(
  network: Network,
  body: Record<string, unknown>,
): Promise<Response> {
  const receipt = String(body.TransactionID);
  const scenario = network.records.get<ReceiptScenario>(`receipt-scenario:${receipt}`) ??
    ReceiptScenario.parse({});
  if (scenario.answer === "server_error") return new Response(null, { status: 502 });
  const question = (network.records.get<number>("questions") ?? 0) + 1;
  network.records.put("questions", question);
  if (scenario.answer !== "silent") await tell(network, body, { scenario, question, receipt });
  return payoutAccepted(`receipt-${question}`, question);
}

async function tell(
  network: Network,
  body: Record<string, unknown>,
  { scenario, question, receipt }: {
    scenario: ReceiptScenario;
    question: number;
    receipt: string;
  },
): Promise<void> {
  const answer = receiptResult(findPayment(network, receipt), { ...scenario, question });
  const message = { checkoutId: receipt, dueAt: network.clock.now() };
  if (scenario.answer === "times_out_first") {
    const gaveUp = { ...answer.Result, ResultCode: 1037, ResultDesc: "Timed out in the queue" };
    const url = String(body.QueueTimeOutURL);
    await network.tell({ ...message, url, body: { Result: gaveUp } });
  }
  for (let copy = 0; copy < scenario.copies; copy++) {
    await network.tell({ ...message, url: String(body.ResultURL), body: answer });
  }
}

/** What came by hand or by a prompt under this receipt. */
function findPayment(network: Network, receipt: string): HandPayment | null {
  const typed = network.records.get<HandPayment>(`hand:${receipt}`);
  if (typed) return typed;
  const prompt = network.prompts().find(({ end }) => end?.receipt === receipt);
  if (!prompt?.end) return null;
  const { phone, shillings, reference, end } = prompt;
  return { receipt, phone, shillings, reference, at: end.at };
}
