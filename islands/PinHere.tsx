import { useEffect, useState } from "preact/hooks";
import type { Picked } from "@/lib/i18n/mod.ts";
import { formatPin } from "@/lib/pin.ts";

type PinWords = Picked<
  "checkout.pinHere" | "checkout.pinAsking" | "checkout.pinFound" | "checkout.pinRefused"
>;

/** Fills the field with this id with where the device is, when its holder asks for that. */
export function PinHere({ field, words }: { field: string; words: PinWords }) {
  const [canLocate, setCanLocate] = useState(false);
  const [said, say] = useState("");

  useEffect(() => {
    setCanLocate("geolocation" in navigator);
  }, []);

  function locate() {
    say(words.pinAsking);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        const input = document.getElementById(field) as HTMLInputElement;
        const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
        input.value = formatPin({ lat: six(latitude), lng: six(longitude) });
        say(words.pinFound);
      },
      () => say(words.pinRefused),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  }

  return (
    <div>
      {canLocate && (
        <button type="button" class="btn btn-line mt-3" onClick={locate}>
          {words.pinHere}
        </button>
      )}
      <p class="hint mt-1.5" role="status">{said}</p>
    </div>
  );
}
