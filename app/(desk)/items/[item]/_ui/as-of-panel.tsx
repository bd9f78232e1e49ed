import Form from "next/form";
import { useFormatter, useTranslations } from "next-intl";
import { Button, LinkButton } from "@/app/_ui/button";
import { TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import type { Item } from "@/lib/items/item-queries";
import styles from "../../_ui/items.module.css";
import { DifferenceList } from "./difference-list";
import type { Past } from "./read-as-of";

type Props = { item: Item; past: Past; names: Map<string, string> };

/** The item on another day, and what differs between two of them. */
export function AsOfPanel({ item, past, names }: Props) {
  const t = useTranslations("items.history");
  const format = useFormatter();
  const day = (text: string) => format.dateTime(new Date(`${text}T12:00:00Z`), { dateStyle: "long", timeZone: "UTC" });
  const here = `/items/${item.id}`;
  const { at, against, differences } = past;
  const [from, to] = [against, at].filter((one) => one !== null).sort();
  return (
    <Panel title={t("asOf")}>
      <Form action={here} prefetch={false} className={styles.asOf}>
        <TextField name="at" label={t("at")} type="date" optional defaultValue={at ?? ""} />
        <TextField name="with" label={t("with")} type="date" optional defaultValue={against ?? ""} />
        <Button type="submit">{t("show")}</Button>
        {(at || against) && (
          <LinkButton href={here} look="quiet">
            {t("back")}
          </LinkButton>
        )}
      </Form>
      {at && past.item && (
        <Notice tone="info">{t("shownAt", { date: day(at), version: String(past.item.version) })}</Notice>
      )}
      {at && !past.item && <Notice tone="warning">{t("notYet", { date: day(at) })}</Notice>}
      {against && differences === null && <Notice tone="warning">{t("notYet", { date: day(from ?? against) })}</Notice>}
      {differences?.length === 0 && <Notice tone="info">{t("noDifference")}</Notice>}
      {differences !== null && differences.length > 0 && (
        <>
          <h3>{to ? t("differences", { from: day(from!), to: day(to) }) : day(from!)}</h3>
          <DifferenceList fields={item.typeFields} differences={differences} names={names} />
        </>
      )}
    </Panel>
  );
}
