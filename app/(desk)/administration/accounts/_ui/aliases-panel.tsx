import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { addAliasTo, removeAliasFrom } from "../actions";
import styles from "./accounts.module.css";
import { AliasForm } from "./alias-form";

/** Other addresses of the same person: one writes and signs in from them as from one's own. */
export function AliasesPanel({ mail, aliases }: { mail: string; aliases: { mail: string }[] }) {
  const t = useTranslations("accounts");
  return (
    <Panel title={t("aliases")} count={aliases.length} id="aliases">
      {aliases.length > 0 && (
        <ul className={styles.aliases}>
          {aliases.map((alias) => (
            <li key={alias.mail}>
              <span>{alias.mail}</span>
              <ActForm action={removeAliasFrom} fields={{ account: mail, mail: alias.mail }}>
                <SubmitButton
                  look="quiet"
                  size="small"
                  icon="trash"
                  aria-label={t("removeAlias", { mail: alias.mail })}
                >
                  {t("remove")}
                </SubmitButton>
              </ActForm>
            </li>
          ))}
        </ul>
      )}
      <AliasForm action={addAliasTo} account={mail} />
    </Panel>
  );
}
