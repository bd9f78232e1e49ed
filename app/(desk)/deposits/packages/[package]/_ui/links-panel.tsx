import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { IconButton } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { Timestamp } from "@/app/_ui/timestamp";
import styles from "../../../_ui/deposits.module.css";
import { makeLink, takeLinkBack } from "../../../actions";
import type { PackagePage } from "./read-package";

type Props = { packageId: string; links: PackagePage["links"]; usable: boolean };

/** One's own links by which machines fetch the package in one's name. */
export function LinksPanel({ packageId, links, usable }: Props) {
  const t = useTranslations("deposits.links");
  return (
    <Panel
      title={t("title")}
      count={links.length || undefined}
      actions={
        usable && (
          <QuestionDialog
            look="quiet"
            size="small"
            icon="plus"
            label={t("add")}
            title={t("add")}
            intro={t("words")}
            questions={[{ name: "days", label: t("days"), hint: t("daysHint"), type: "number", value: "7" }]}
            fields={{ package: packageId }}
            action={makeLink}
            submitLabel={t("add")}
            doneWords={t("added")}
          />
        )
      }
    >
      {links.length === 0 && <p>{t("none")}</p>}
      <ul className={styles.list}>
        {links.map(({ id, address, expiresAt, uses, lastUsedAt }) => (
          <li key={id}>
            <div className={styles.line}>
              <span className={styles.words}>
                {t("until")} <Timestamp at={expiresAt} />
                <span className={styles.quiet}>
                  {" · "}
                  {t("uses", { uses })}
                  {lastUsedAt && (
                    <>
                      {" · "}
                      <Timestamp at={lastUsedAt} show="relative" />
                    </>
                  )}
                </span>
              </span>
              <ActForm action={takeLinkBack} fields={{ package: packageId, link: id }} said={t("takenBack")}>
                <IconButton type="submit" icon="close" size="small" label={t("takeBack")} />
              </ActForm>
            </div>
            <CopyButton text={address} size="small" look="quiet" label={t("copy")} />
            <CopyButton text={`curl -fsSOJ -C - ${address}`} size="small" look="quiet" label={t("copyCurl")} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
