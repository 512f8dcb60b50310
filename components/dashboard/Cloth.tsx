/** Strips of cloth, sewn edge to edge as weavers do: motif, ground, and how far it is shifted down. */
const STRIPS: [motif: "sun" | "checks" | "bars" | "steps", ground: string, shift: number][] = [
  ["sun", "#0B5A41", 0],
  ["checks", "#0F4634", 0],
  ["bars", "#0A3327", 12],
  ["steps", "#0D5640", 0],
  ["sun", "#0F4634", 24],
  ["checks", "#0B4A36", 0],
  ["bars", "#0A3327", 0],
  ["sun", "#0B5A41", 12],
  ["steps", "#0D5640", 0],
  ["checks", "#0F4634", 0],
  ["bars", "#0A3327", 20],
  ["sun", "#0B5A41", 0],
];

const WIDTH = 48;
const SEAM = 4;
const LENGTH = 900;

/** A length of cloth that fills its box. Only on the landing page and where one signs in. */
export function Cloth() {
  const width = STRIPS.length * (WIDTH + SEAM) - SEAM;
  return (
    <svg viewBox={`0 0 ${width} ${LENGTH}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <pattern id="sun" width="48" height="48" patternUnits="userSpaceOnUse">
          <path
            fill="#F2AE2A"
            d="M18 0h12v6h6v6h6v6h6v12h-6v6h-6v6h-6v6H18v-6h-6v-6H6v-6H0V18h6v-6h6V6h6z"
          />
          <path fill="#0B3B2C" d="M21 12h6v6h9v12h-9v6h-6v-6h-9V18h9z" />
        </pattern>
        <pattern id="checks" width="48" height="24" patternUnits="userSpaceOnUse">
          <path fill="#B84A28" d="M0 0h24v12H0zM24 12h24v12H24z" />
        </pattern>
        <pattern id="bars" width="48" height="36" patternUnits="userSpaceOnUse">
          <path fill="#CBC8B6" d="M0 0h48v6H0zM0 12h48v3H0z" />
          <path fill="#F2AE2A" d="M0 22h48v8H0z" />
        </pattern>
        <pattern id="steps" width="48" height="32" patternUnits="userSpaceOnUse">
          <path
            fill="#3C9A6B"
            d="M0 16h8V8h8V0h16v8h8v8h8v8h-8v-8h-8V8H16v8H8v8H0z"
          />
        </pattern>
        <pattern id="twill" width="4" height="4" patternUnits="userSpaceOnUse">
          <path d="M0 .5h2M2 2.5h2" stroke="#000" stroke-opacity=".22" />
        </pattern>
      </defs>
      <path fill="#061C15" d={`M0 0h${width}v${LENGTH}H0z`} />
      {STRIPS.map(([motif, ground, shift], i) => (
        <g key={i} transform={`translate(${i * (WIDTH + SEAM)} ${-shift})`}>
          <path fill={ground} d={`M0 0h${WIDTH}v${LENGTH + shift}H0z`} />
          <path fill={`url(#${motif})`} d={`M0 0h${WIDTH}v${LENGTH + shift}H0z`} />
        </g>
      ))}
      <path fill="url(#twill)" d={`M0 0h${width}v${LENGTH}H0z`} />
    </svg>
  );
}
