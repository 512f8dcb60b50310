import { mapLinks, type Pin } from "@/lib/pin.ts";

/** Ways to a pin, as plain links: no map is fetched for the page. */
export function MapLinks({ pin, open = "Open the pin" }: { pin: Pin; open?: string }) {
  const { geo, google, openStreetMap } = mapLinks(pin);
  const link = "inline-flex items-center min-h-tap";
  return (
    <p class="text-sm flex flex-wrap gap-x-4">
      <a class={link} href={geo}>{open}</a>
      <a class={link} href={google} rel="noreferrer">Google Maps</a>
      <a class={link} href={openStreetMap} rel="noreferrer">OpenStreetMap</a>
    </p>
  );
}
