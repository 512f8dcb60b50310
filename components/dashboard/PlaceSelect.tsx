/** Which place in its row something has, from 1. */
export function PlaceSelect({ name, of, value }: { name: string; of: number; value: string }) {
  return (
    <label class="flex items-center gap-2 m-0" for={name}>
      Place
      <select class="in pick w-20" id={name} name={name}>
        {Array.from(
          { length: of },
          (_, at) => (
            <option key={at} value={at + 1} selected={value === String(at + 1)}>{at + 1}</option>
          ),
        )}
      </select>
    </label>
  );
}
