/** A phone with the M-Pesa prompt on it: two dots of a PIN entered while we wait. */
export function Prompt({ isWaiting }: { isWaiting: boolean }) {
  const dots = [26, 42, 58, 74];
  return (
    <svg viewBox="0 0 132 150" aria-hidden="true">
      <rect x="30" y="4" width="72" height="142" rx="14" fill="var(--ink)" />
      <rect x="35" y="11" width="62" height="128" rx="9" fill="var(--sunken)" />
      <rect
        x="8"
        y="44"
        width="116"
        height="68"
        rx="10"
        fill="var(--surface)"
        stroke="var(--edge)"
      />
      <path
        d="M22 60h56M22 72h84"
        stroke="var(--muted)"
        stroke-width="4"
        stroke-linecap="round"
      />
      {dots.map((x, index) => (
        <circle
          key={x}
          cx={x}
          cy="93"
          r="4.5"
          fill={isWaiting && index < 2 ? "var(--primary)" : "none"}
          stroke={isWaiting && index < 2 ? "none" : "var(--edge)"}
          stroke-width="1.5"
        />
      ))}
      <path d="M98 93h10" stroke="var(--primary)" stroke-width="4" stroke-linecap="round" />
    </svg>
  );
}

/** A page of the gateway's with a card on it, for those who pay there. */
export function PayPage({ isWaiting }: { isWaiting: boolean }) {
  return (
    <svg viewBox="0 0 132 150" aria-hidden="true">
      <rect x="8" y="14" width="116" height="122" rx="14" fill="var(--ink)" />
      <rect x="13" y="19" width="106" height="112" rx="9" fill="var(--sunken)" />
      <path d="M24 33h44" stroke="var(--muted)" stroke-width="4" stroke-linecap="round" />
      <rect
        x="24"
        y="46"
        width="84"
        height="52"
        rx="8"
        fill="var(--surface)"
        stroke="var(--edge)"
      />
      <path d="M24 60h84" stroke="var(--edge)" stroke-width="7" />
      <path d="M33 84h30" stroke="var(--muted)" stroke-width="4" stroke-linecap="round" />
      <rect
        x="24"
        y="108"
        width="84"
        height="12"
        rx="6"
        fill={isWaiting ? "var(--primary)" : "none"}
        stroke={isWaiting ? "none" : "var(--edge)"}
      />
    </svg>
  );
}
