import { useSignal } from "@preact/signals";

/** A second island, so that what islands share is in a file of its own as in a real project. */
export default function Toggle() {
  const open = useSignal(false);
  return (
    <button type="button" class="underline" onClick={() => open.value = !open.value}>
      {open.value ? "Less" : "More"}
    </button>
  );
}
