import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Picked } from "@/lib/i18n/mod.ts";
import { formatPin } from "@/lib/pin.ts";

type PinWords = Picked<
  "checkout.pinHere" | "checkout.pinAsking" | "checkout.pinFound" | "checkout.pinRefused"
>;

/** Fills the field with this id with where the device is, when its holder asks for that. */
export function PinHere({ field, words }: { field: string; words: PinWords }) {
  const canLocate = useSignal(false);
  const said = useSignal("");

  useEffect(() => {
    canLocate.value = "geolocation" in navigator;
  }, []);

  function locate() {
    said.value = words.pinAsking;
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        const input = document.getElementById(field) as HTMLInputElement;
        const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
        input.value = formatPin({ lat: six(latitude), lng: six(longitude) });
        said.value = words.pinFound;
      },
      () => said.value = words.pinRefused,
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  }

  return (
    <div>
      {canLocate.value && (
        <button type="button" class="btn btn-line mt-3" onClick={locate}>
          {words.pinHere}
        </button>
      )}
      <p class="hint mt-1.5" role="status">{said.value}</p>
    </div>
  );
}
