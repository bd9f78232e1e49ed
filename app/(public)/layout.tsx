import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Brand } from "@/app/_ui/frame/brand";
import { locales } from "@/app/_ui/locale";
import { chooseLanguage } from "@/app/_ui/preference-actions";
import styles from "./_ui/public-card.module.css";

/** What stands around the pages of people who are not signed in. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages areas={["ui", "shell", "signIn"]}>
      <div className={styles.page}>
        <header className={styles.head}>
          <Brand />
          <Languages />
        </header>
        <main className={styles.main}>{children}</main>
      </div>
    </ClientMessages>
  );
}

function Languages() {
  const t = useTranslations("shell");
  const current = useLocale();
  return (
    <form action={chooseLanguage} className={styles.languages} aria-label={t("language")}>
      {locales.map((locale) => (
        <button key={locale} type="submit" name="language" value={locale} aria-pressed={locale === current}>
          {locale.toUpperCase()}
        </button>
      ))}
    </form>
  );
}
