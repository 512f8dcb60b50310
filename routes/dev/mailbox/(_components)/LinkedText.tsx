const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** Plain text as it was written, with its addresses as links. */
export function LinkedText({ text }: { text: string }) {
  return (
    <p class="whitespace-pre-wrap break-words">
      {text.trim().split(ADDRESS).map((part, i) =>
        i % 2 === 1 ? <a key={i} href={part}>{part}</a> : part
      )}
    </p>
  );
}
