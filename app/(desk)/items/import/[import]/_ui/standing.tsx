import { useTranslations } from "next-intl";
import { LinkButton } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { useSentence } from "@/app/(desk)/items/import/_ui/use-sentence";
import type { ItemImport } from "@/lib/item-imports/item-import-queries";
import styles from "../../_ui/imports.module.css";

/** Where an import stands, when that is not what the rest of the page shows. */
export function Standing({ read }: { read: ItemImport }) {
  const t = useTranslations("itemImports");
  const say = useSentence();
  const again = <LinkButton href="/items/import">{t("again")}</LinkButton>;
  switch (read.state) {
    case "reading":
    case "judging":
    case "applying":
      return (
        <Panel>
          <p role="status">{t(`progress.${read.state}`, { done: read.done, total: read.total })}</p>
          <progress
            className={styles.progress}
            max={Math.max(1, read.total)}
            value={read.state === "reading" ? undefined : read.done}
            aria-label={t(`states.${read.state}`)}
          />
          <p>{t("progress.leave")}</p>
        </Panel>
      );
    case "failed":
      return (
        <Notice tone="danger" title={t("failed")}>
          <p>{say(read.failure ?? { code: "import-stopped" })}</p>
          {again}
        </Notice>
      );
    case "abandoned":
      return (
        <Notice title={t("abandoned")}>
          <p>{t("nothingWritten")}</p>
          {again}
        </Notice>
      );
    default:
      return null;
  }
}
