import type { Translator } from "@/app/_ui/translator";
import type { MailboxTrouble } from "@/lib/incoming-mail/mailbox";

/** What is wrong with a mailbox, and what is known of it: its server's own words, a code of TLS, a size in mebibytes. */
export function troubleWords(t: Translator<"mailboxes">, code: MailboxTrouble, said: string): string {
  const sentence = t(`troubles.${code}`);
  if (!said) return sentence;
  if (code === "too-large") return `${sentence} ${t("sizeIs", { size: Number(said) })}`;
  return `${sentence} ${code === "certificate" ? `(${said})` : t("serverSaid", { said })}`;
}
