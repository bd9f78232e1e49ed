import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { IconButton } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { share, unshare } from "../../actions";
import styles from "./related.module.css";

type Place = { key: string; name: string };
type Props = { itemId: string; shares: Place[]; workspaces: Place[]; mayWrite: boolean };

/** Those of the reader's workspaces in which an item of the platform is shown; of others it says nothing. */
export function SharesPanel({ itemId, shares, workspaces, mayWrite }: Props) {
  const t = useTranslations("items.shares");
  const others = workspaces.filter(({ key }) => !shares.some((one) => one.key === key));
  const options = others.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <Panel
      title={t("title")}
      count={shares.length}
      actions={
        mayWrite &&
        options.length > 0 && (
          <QuestionDialog
            look="quiet"
            size="small"
            icon="plus"
            label={t("add")}
            title={t("add")}
            questions={[
              { name: "workspace", label: t("workspace"), type: "choice", value: options[0]?.value, options },
            ]}
            fields={{ item: itemId }}
            action={share}
            submitLabel={t("add")}
            doneWords={t("added")}
          />
        )
      }
    >
      {shares.length === 0 && <p>{t("none")}</p>}
      <ul className={styles.list}>
        {shares.map(({ key, name }) => (
          <li key={key} className={styles.row}>
            <span className={styles.words}>{name}</span>
            {mayWrite && workspaces.some((one) => one.key === key) && (
              <ActForm action={unshare} fields={{ item: itemId, workspace: key }}>
                <IconButton type="submit" icon="close" size="small" label={t("end", { name })} />
              </ActForm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
