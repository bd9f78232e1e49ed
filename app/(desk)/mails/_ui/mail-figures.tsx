import { useTranslations } from "next-intl";
import { type MailFigures as Figures, unaccounted } from "@/lib/incoming-mail/conservation-queries";
import { outcomes } from "@/lib/incoming-mail/incoming-mail";
import styles from "./mails.module.css";
import { mailsAddress } from "./mails-address";

type Props = {
  figures: Figures;
  period: { from?: string; to?: string };
  /** Nobody asked for these days: they are the last thirty. */
  lately: boolean;
};

/** The conservation law of a period in one line: what came is what became of it, and nothing is missing. */
export function MailFigures({ figures, period, lately }: Props) {
  const t = useTranslations("mail.figures");
  if (figures.received === 0) return null;
  const missing = unaccounted(figures);
  return (
    <section className={styles.figures} aria-label={t("title")}>
      <p>
        {lately && t("lately")} <strong>{t("received", { count: figures.received })}</strong> ={" "}
        {outcomes
          .filter((outcome) => figures.outcomes[outcome] > 0)
          .map((outcome, position) => (
            <span key={outcome}>
              {position > 0 && " + "}
              <a href={mailsAddress({ ...period, outcome })}>
                {t(`outcomes.${outcome}`, { count: figures.outcomes[outcome] })}
              </a>
            </span>
          ))}
        {figures.pending > 0 && ` + ${t("pending", { count: figures.pending })}`}
      </p>
      {missing !== 0 && <p role="alert">{t("missing", { count: missing })}</p>}
    </section>
  );
}
