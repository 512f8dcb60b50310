import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Disclosure } from "@/components/shop/Disclosure.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { PinHere } from "@/islands/PinHere.tsx";
import { formatPin, type Pin } from "@/lib/pin.ts";

export interface MovePinProps {
  action: string;
  pin: Pin | null;
  /** "saved", "invalid", "late" or nothing: what became of the last try. */
  done: string;
  canMove: boolean;
}

/** Where on the map an order is taken, as long as that can be changed. */
export function MovePin({ action, pin, done, canMove }: MovePinProps) {
  const words = useWords();
  const { say } = words;
  const isWrong = done === "invalid";
  return (
    <>
      {done === "saved" && <Note tone="ok" role="status" class="mt-3">{say("order.pinSaved")}
      </Note>}
      {done === "late" && (
        <Note tone="warn" role="alert" class="mt-3">{say("order.pinTooLate")}</Note>
      )}
      {canMove && (
        <Disclosure summary={say(pin ? "order.movePin" : "checkout.addPin")} open={isWrong}>
          <form method="post" action={action}>
            <Field
              label={say("checkout.pin")}
              name="pin"
              hint={say("checkout.pinHint")}
              value={pin ? formatPin(pin) : ""}
              error={isWrong ? say("errors.pin") : undefined}
              autocomplete="off"
            />
            <PinHere
              field="pin"
              words={words.pick(
                "checkout.pinHere",
                "checkout.pinAsking",
                "checkout.pinFound",
                "checkout.pinRefused",
              )}
            />
            <Button kind="line" class="mt-3">{say("order.savePin")}</Button>
          </form>
        </Disclosure>
      )}
    </>
  );
}
