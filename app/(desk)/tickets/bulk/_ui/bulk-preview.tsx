import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/notice";
import type { Previewed } from "../actions";
import styles from "./bulk.module.css";

/** How many tickets would change, and which would not, with why. */
export function BulkPreview({ seen: { total = 0, changed = 0, unchanged = 0, refused = [] } }: { seen: Previewed }) {
  const t = useTranslations("desk.bulk");
  return (
    <div className={styles.preview} role="status">
      <Notice tone={refused.length > 0 ? "warning" : "info"} title={t("would", { changed, total })}>
        {unchanged > 0 && <p>{t("unchanged", { count: unchanged })}</p>}
        {refused.length > 0 && (
          <ul>
            {refused.map(({ why, count, references }) => (
              <li key={why}>
                {t("refused", { count })} {why}{" "}
                <span className={styles.references}>
                  {references.join(", ")}
                  {count > references.length && " …"}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
