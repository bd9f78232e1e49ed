/** A file whose bytes are safe in the store; what a message or a ticket can take. */
export interface StoredFile {
  name: string;
  /** Media type by content, never by what the sender says. */
  type: string;
  /** In bytes. */
  size: number;
  /** In hexadecimal. */
  sha256: string;
  storageKey: string;
  /** The Content-ID of an inline image of a mail, without its angle brackets. */
  contentId?: string | null;
}
