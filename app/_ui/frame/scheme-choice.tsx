import { useTranslations } from "next-intl";
import { Icon } from "../icons";
import { chooseScheme } from "../preference-actions";
import { type Scheme, schemes } from "../scheme";
import styles from "./account-menu.module.css";

const icons = { system: "monitor", light: "sun", dark: "moon" } as const;

/** Light, dark or as the system says. */
export function SchemeChoice({ current }: { current: Scheme }) {
  const t = useTranslations("shell");
  return (
    <form action={chooseScheme} className={styles.choice}>
      <fieldset>
        <legend className={styles.legend}>{t("scheme")}</legend>
        <div className={styles.segments}>
          {schemes.map((scheme) => (
            <button key={scheme} type="submit" name="scheme" value={scheme} aria-pressed={scheme === current}>
              <Icon name={icons[scheme]} size={14} />
              {t(`schemes.${scheme}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}
