import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { RowLink, Table } from "@/app/_ui/table";
import { type CacheRule, judgeCacheRules } from "@/lib/items/cache-rule";
import styles from "../../_ui/items.module.css";

type Props = { siteId: string; rules: CacheRule[]; address: string };

/** Which of a site's cache rules says how long an address is kept, and why each other one does not. */
export function CachePanel({ siteId, rules, address }: Props) {
  const t = useTranslations("items.cache");
  const judged = address === "" ? null : judgeCacheRules(rules, address);
  return (
    <Panel title={t("title")} id="cache">
      <Form action={`/items/${siteId}#cache`} prefetch={false} className={styles.asOf}>
        <TextField name="address" label={t("address")} hint={t("hint")} defaultValue={address} maxLength={2_000} />
        <Button type="submit">{t("show")}</Button>
      </Form>
      {address !== "" && !judged && <Notice tone="warning">{t("unreadable")}</Notice>}
      {judged && !judged.winner && <Notice tone="info">{t("none")}</Notice>}
      {judged?.winner && (
        <Notice tone="success">
          {t("winner", { name: judged.winner.name, duration: t("seconds", { seconds: judged.winner.seconds }) })}
        </Notice>
      )}
      {judged && judged.verdicts.length > 0 && (
        <Table caption={t("title")}>
          <thead>
            <tr>
              <th scope="col">{t("rule")}</th>
              <th scope="col">{t("scope")}</th>
              <th scope="col">{t("verdict")}</th>
            </tr>
          </thead>
          <tbody>
            {judged.verdicts.map(({ rule, verdict }) => (
              <tr key={rule.id}>
                <td data-main>
                  <RowLink href={`/items/${rule.id}`}>{rule.name}</RowLink>
                </td>
                <td data-quiet>{[t(`scopes.${rule.scope}`), rule.target].filter(Boolean).join(" : ")}</td>
                <td>{verdict === "wins" ? <strong>{t("verdicts.wins")}</strong> : t(`verdicts.${verdict}`)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
