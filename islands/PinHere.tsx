import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatPin } from "@/lib/pin.ts";

const SAID = {
  asking: "Looking for you…",
  found: "Found. Move it if you are not at home.",
  refused: "Your phone did not tell where it is. Type the two numbers, or leave it empty.",
};

/** Fills the field with this id with where the device is, when its holder asks for that. */
export function PinHere({ field }: { field: string }) {
  const canLocate = useSignal(false);
  const said = useSignal("");

  useEffect(() => {
    canLocate.value = "geolocation" in navigator;
  }, []);

  function locate() {
    said.value = SAID.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        const input = document.getElementById(field) as HTMLInputElement;
        const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
        input.value = formatPin({ lat: six(latitude), lng: six(longitude) });
        said.value = SAID.found;
      },
      () => said.value = SAID.refused,
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  }

  return (
    <div>
      {canLocate.value && (
        <button type="button" class="btn btn-line mt-3" onClick={locate}>I am there now</button>
      )}
      <p class="hint mt-1.5" role="status">{said.value}</p>
    </div>
  );
}
