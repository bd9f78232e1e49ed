import type { Translator } from "@/app/_ui/translator";
import type { MailboxTrouble } from "@/lib/incoming-mail/mailbox";

/** What is wrong with a mailbox, and what its server said of it. */
export function troubleWords(t: Translator<"mailboxes">, code: MailboxTrouble, said: string): string {
  const sentence = t(`troubles.${code}`);
  return said ? `${sentence} ${t("serverSaid", { said })}` : sentence;
}
