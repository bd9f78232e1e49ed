import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { RowLink, Table } from "@/app/_ui/table";

type Props = { count: number; items: { id: string; name: string; externalKey: string | null }[] };

/** Items that the sheet does not name: told so that people decide, and never touched. */
export function UnseenItems({ count, items }: Props) {
  const t = useTranslations("itemImports");
  return (
    <Panel
      title={t("unseen.title")}
      count={count}
      flush
      foot={<p>{t("unseen.words", { count, shown: items.length })}</p>}
    >
      <Table caption={t("unseen.title")}>
        <thead>
          <tr>
            <th scope="col">{t("columns.item")}</th>
            <th scope="col">{t("columns.key")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, name, externalKey }) => (
            <tr key={id}>
              <td data-main>
                <RowLink href={`/items/${id}`}>{name}</RowLink>
              </td>
              <td data-quiet>{externalKey}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
