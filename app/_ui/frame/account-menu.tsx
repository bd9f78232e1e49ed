import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "../avatar";
import { Icon } from "../icons";
import { locales } from "../locale";
import { chooseLanguage } from "../preference-actions";
import type { Scheme } from "../scheme";
import { VisuallyHidden } from "../visually-hidden";
import styles from "./account-menu.module.css";
import { SchemeChoice } from "./scheme-choice";

export type FrameAccount = { name: string; address: string };

const languageNames = { fr: "Français", en: "English" } as const;

type Props = { account: FrameAccount; signOut: () => Promise<void>; scheme: Scheme };

/** Who one is here, how one likes to read, and the way out. Opens without script: it is a popover of the browser's. */
export function AccountMenu({ account, signOut, scheme }: Props) {
  const t = useTranslations("shell");
  return (
    <div className={styles.account}>
      <button type="button" className={styles.opener} popoverTarget="account-menu" title={t("accountMenu", account)}>
        <Avatar name={account.name} size="large" />
        <VisuallyHidden>{t("accountMenu", account)}</VisuallyHidden>
      </button>
      <div className={styles.menu} id="account-menu" popover="auto">
        <p className={styles.who}>
          <strong>{account.name}</strong>
          <span>{account.address}</span>
        </p>
        <LanguageChoice />
        <SchemeChoice current={scheme} />
        <ul className={styles.list}>
          <li>
            <a className={styles.item} href="/account">
              <Icon name="user" />
              {t("myAccount")}
            </a>
          </li>
          <li className={styles.keyboard}>
            <button type="button" className={styles.item} data-shortcut="?" data-opens-shortcuts>
              <Icon name="keyboard" />
              {t("shortcuts.title")}
            </button>
          </li>
          <li>
            <form action={signOut}>
              <button type="submit" className={styles.item}>
                <Icon name="sign-out" />
                {t("signOut")}
              </button>
            </form>
          </li>
        </ul>
      </div>
    </div>
  );
}

function LanguageChoice() {
  const t = useTranslations("shell");
  const current = useLocale();
  return (
    <form action={chooseLanguage} className={styles.choice}>
      <fieldset>
        <legend className={styles.legend}>{t("language")}</legend>
        <div className={styles.segments}>
          {locales.map((locale) => (
            <button
              key={locale}
              type="submit"
              name="language"
              value={locale}
              lang={locale}
              aria-pressed={locale === current}
            >
              {languageNames[locale]}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}
