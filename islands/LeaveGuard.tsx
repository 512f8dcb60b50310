import { useEffect } from "preact/hooks";
import { hasEdits } from "@/components/dashboard/edits.ts";

export interface LeaveGuardProps {
  /** The page answers a form that was sent: what stands in it is still not saved. */
  isAnswer: boolean;
}

/** Asks before somebody leaves a page where a form marked `guarded` holds what was typed and not saved. */
export default function LeaveGuard({ isAnswer }: LeaveGuardProps) {
  useEffect(() => {
    let isSending = false;

    function submit({ target, defaultPrevented }: SubmitEvent) {
      isSending = !defaultPrevented && (target as HTMLFormElement).matches(GUARDED);
    }
    function warn(event: BeforeUnloadEvent) {
      if (isSending) return;
      const forms = document.querySelectorAll<HTMLFormElement>(GUARDED);
      if ([...forms].some((form) => isAnswer || hasEdits(form))) event.preventDefault();
    }
    /** The browser shows a page again as it was left: sent then, unsaved now. */
    function comeBack() {
      isSending = false;
    }

    addEventListener("submit", submit);
    addEventListener("beforeunload", warn);
    addEventListener("pageshow", comeBack);
    return () => {
      removeEventListener("submit", submit);
      removeEventListener("beforeunload", warn);
      removeEventListener("pageshow", comeBack);
    };
  }, []);
  return null;
}

const GUARDED = "form[data-guarded]";
