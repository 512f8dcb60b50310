import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/Button.tsx";
import { LivePreview } from "@/lib/catalog/live_preview.ts";
import { ChosenFiles } from "@/lib/downloads/chosen_files.ts";
import { countChanges, readFields, sendForm } from "@/lib/http/send_form.ts";
import { ChosenPictures } from "@/lib/images/chosen_pictures.ts";

export interface DashboardProductFormProps {
  /** Id of the form that the server rendered. */
  form: string;
  /** Where to go instead of saving. */
  discard: string;
  isNew: boolean;
}

const PROBLEMS = {
  failed: "That did not go through. Nothing is lost: try again.",
  signed_out: "You were signed out. Sign in on another tab, then save again.",
};

/**
 * The bar that saves. Without scripts its button submits the form; with them it says what is not
 * saved, sends in place with progress, and pictures are made small and shown before they are sent.
 */
export default function DashboardProductForm(
  { form: id, discard, isNew }: DashboardProductFormProps,
) {
  const said = useSignal("");
  const isBusy = useSignal(false);
  const saved = useRef<Map<string, string>>(undefined);

  useEffect(() => {
    const form = document.getElementById(id) as HTMLFormElement;
    const pictures = new ChosenPictures(form);
    const files = new ChosenFiles(form);
    const preview = new LivePreview(form);
    saved.current ??= readFields(form);
    const unsaved = () =>
      countChanges(saved.current!, readFields(form)) + pictures.count +
      files.count;

    function tell() {
      const count = unsaved();
      said.value = count === 0 ? "" : `${count} ${count === 1 ? "change" : "changes"} not saved`;
    }

    function type() {
      tell();
      preview.show();
    }

    async function choose(event: Event) {
      const input = event.target as HTMLInputElement;
      if (input.type !== "file") return;
      if (input.name !== "files") {
        const problem = files.take(input);
        tell();
        if (problem) said.value = problem;
        return;
      }
      isBusy.value = true;
      await pictures.add();
      isBusy.value = false;
      tell();
    }

    async function submit(event: SubmitEvent) {
      event.preventDefault();
      if (isBusy.value) return;
      isBusy.value = true;
      const answer = await sendForm(form, {
        submitter: event.submitter,
        onProgress: (percent) =>
          said.value = pictures.count + files.count > 0 ? `Sending, ${percent}%` : "Saving",
      });
      isBusy.value = false;
      if (answer.kind === "moved") {
        saved.current = undefined;
        return location.assign(answer.url);
      }
      if (answer.kind === "failed" || answer.kind === "signed_out") {
        said.value = PROBLEMS[answer.kind];
        return;
      }
      pictures.restore();
      files.restore();
      tell();
    }

    function warn(event: BeforeUnloadEvent) {
      if (saved.current && unsaved() > 0) event.preventDefault();
    }

    form.addEventListener("input", type);
    form.addEventListener("change", choose);
    form.addEventListener("submit", submit);
    addEventListener("beforeunload", warn);
    return () => {
      form.removeEventListener("input", type);
      form.removeEventListener("change", choose);
      form.removeEventListener("submit", submit);
      removeEventListener("beforeunload", warn);
    };
  }, []);

  return (
    <div class="savebar">
      <p class="flex-1 text-sm" role="status">{said}</p>
      <a class="btn btn-text" href={discard}>{isNew ? "Cancel" : "Discard"}</a>
      <Button
        form={id}
        name="intent"
        value="save"
        aria-disabled={isBusy.value ? "true" : undefined}
      >
        Save
      </Button>
    </div>
  );
}
