/** A picture that the words name where it stands. */
export interface PlacedPicture {
  name: string;
  /** Without its angle brackets. */
  contentId: string | null;
  src: string;
  /** What is read aloud for it. */
  alt: string;
}

type Props = { text: string; pictures?: PlacedPicture[] };

/** What somebody wrote, as text: web addresses become links, pictures stand where it names them, and nothing else is understood. */
export function MessageBody({ text, pictures = [] }: Props) {
  const parts = text.trim().split(marks);
  return parts.map((part, position) => {
    if (position % 2 === 0) return part;
    if (!part.startsWith("["))
      return (
        <a key={position} href={part} target="_blank" rel="noopener noreferrer nofollow">
          {part}
        </a>
      );
    const picture = pictures.find((one) => isNamedBy(part, one));
    return picture ? <img key={position} src={picture.src} alt={picture.alt} loading="lazy" /> : part;
  });
}

/** Whether the words say where this picture stands. */
export function isPlaced(text: string, picture: Pick<PlacedPicture, "name" | "contentId">): boolean {
  return text.split(marks).some((part, position) => position % 2 === 1 && isNamedBy(part, picture));
}

/** As Gmail (and our own reading of HTML) writes it, by name; as Outlook does, by Content-ID. */
function isNamedBy(mark: string, { name, contentId }: Pick<PlacedPicture, "name" | "contentId">): boolean {
  return mark === `[image: ${name}]` || (contentId !== null && mark === `[cid:${contentId}]`);
}

/** An address ends before the punctuation of the sentence that holds it; invisible characters are no part of it. */
const marks =
  /(https?:\/\/[^\s<>"'`\p{C}]*[^\s<>"'`.,;:!?)\]}»’\p{C}]|\[image: [^\]\n]{1,255}\]|\[cid:[^\]\s]{1,255}\])/u;
