import { useLocale, useTranslations } from "next-intl";
import type { StateDifference } from "@/lib/items/item-state";
import type { ItemField } from "@/lib/items/item-type";
import styles from "../../_ui/items.module.css";
import { factWords, useValueWords } from "./fact-words";

type Props = { fields: ItemField[]; differences: StateDifference[]; names: Map<string, string> };

/** What differs, fact by fact: its name, what it was and what it became. */
export function DifferenceList({ fields, differences, names }: Props) {
  const t = useTranslations("items");
  const locale = useLocale();
  const words = useValueWords(fields, names);
  return (
    <ul className={styles.changes}>
      {differences.map(({ fact, before, after }) => (
        <li key={fact}>
          <strong>{factWords(t, fields, fact, locale)}</strong>
          {" : "}
          <del>{words(fact, before)}</del> → <ins>{words(fact, after)}</ins>
        </li>
      ))}
    </ul>
  );
}
