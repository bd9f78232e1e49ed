import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_ui/client-messages";
import styles from "./selection.module.css";
import { SelectionBar } from "./selection-bar";

/** What can be done to the chosen lines of the list, or to all that its filters show. */
export async function Selection({ query }: { query: Record<string, string> }) {
  const t = await getTranslations("desk.selection");
  const all = new URLSearchParams({ ...query, all: "1" }).toString().replaceAll("%2C", ",");
  return (
    <form id="selection" action="/tickets/bulk" className={styles.bar}>
      <ClientMessages areas={["ui", "desk"]}>
        <SelectionBar />
      </ClientMessages>
      <a href={`/tickets/bulk?${all}`}>{t("all")}</a>
    </form>
  );
}
