import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Icon } from "../icons";
import { chooseScheme } from "../preference-actions";
import { asScheme, schemeCookie, schemes } from "../scheme";
import styles from "./account-menu.module.css";

const icons = { system: "monitor", light: "sun", dark: "moon" } as const;

/** Light, dark or as the system says. */
export async function SchemeChoice() {
  const t = await getTranslations("shell");
  const current = asScheme((await cookies()).get(schemeCookie)?.value);
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
