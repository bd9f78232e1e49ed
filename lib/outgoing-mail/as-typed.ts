/**
 * A subject that no mail program takes for something else: what somebody typed in the form of an encoded word (RFC 2047) would be
 * decoded by its reader, line feeds included, so such a subject is encoded whole.
 */
export function subjectAsTyped(subject: string): string {
  if (!subject.includes("=?")) return subject;
  const words: string[] = [];
  let word = "";
  for (const letter of subject) {
    if (Buffer.byteLength(word + letter) > longestWord) {
      words.push(word);
      word = "";
    }
    word += letter;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString("base64")}?=`).join(" ");
}

/** The same for a name: an invisible mark parts the two signs, so that the composer quotes no encoded word as it is. */
export function nameAsTyped(name: string): string {
  return name.replaceAll("=?", "=\u2060?");
}

/** Bytes of an encoded word, which is 75 characters long at most. */
const longestWord = 45;
