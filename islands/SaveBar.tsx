import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/Button.tsx";
import { countChanges, readFields } from "@/lib/http/send_form.ts";

export interface SaveBarProps {
  /** Id of the form that the server rendered. */
  form: string;
  /** Where to go instead of saving. */
  discard: string;
  /** What is in the form was typed and not saved yet. */
  isUnsaved: boolean;
}

/**
 * The bar that saves a form. Without scripts its button submits it; with them it says how much is not
 * saved, and nobody leaves the page with that unasked.
 */
export default function SaveBar({ form: id, discard, isUnsaved }: SaveBarProps) {
  const said = useSignal(isUnsaved ? "Not saved yet" : "");
  const isSending = useRef(false);

  useEffect(() => {
    const form = document.getElementById(id) as HTMLFormElement;
    const before = readFields(form);
    const changes = () => countChanges(before, readFields(form));
    const hasNews = () => isUnsaved || changes() > 0;

    function tell() {
      const count = changes();
      if (isUnsaved) return;
      said.value = count === 0 ? "" : `${count} ${count === 1 ? "change" : "changes"} not saved`;
    }
    function submit() {
      isSending.current = true;
    }
    function warn(event: BeforeUnloadEvent) {
      if (!isSending.current && hasNews()) event.preventDefault();
    }

    form.addEventListener("input", tell);
    form.addEventListener("submit", submit);
    addEventListener("beforeunload", warn);
    return () => {
      form.removeEventListener("input", tell);
      form.removeEventListener("submit", submit);
      removeEventListener("beforeunload", warn);
    };
  }, []);

  return (
    <div class="savebar">
      <p class="flex-1 text-sm" role="status">{said}</p>
      <a class="btn btn-text" href={discard}>Discard</a>
      <Button form={id}>Save</Button>
    </div>
  );
}
