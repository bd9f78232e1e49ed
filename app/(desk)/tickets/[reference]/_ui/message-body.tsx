/** What somebody wrote, as text; only web addresses become links, and nothing else is understood. */
export function MessageBody({ text }: { text: string }) {
  const parts = text.trim().split(address);
  return parts.map((part, position) =>
    position % 2 === 1 ? (
      <a key={position} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** Ends before the punctuation of the sentence that holds it; invisible characters are no part of it. */
const address = /(https?:\/\/[^\s<>"'`\p{C}]*[^\s<>"'`.,;:!?)\]}»’\p{C}])/u;
