"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { Table } from "@/app/_ui/table";
import styles from "./properties.module.css";
import type { Fields, Option } from "./property-fields";

type Props = {
  /** What the reader saw as he began. */
  before: Fields;
  /** What stands now. */
  current: Fields;
  /** What the reader wants. */
  wanted: Partial<Fields>;
  options: Partial<Record<keyof Fields, Option[]>>;
  onKeepMine: () => void;
  onAbandon: () => void;
};

/** Somebody else changed the ticket meanwhile: both versions, and the choice. */
export function PropertiesConflict({ before, current, wanted, options, onKeepMine, onAbandon }: Props) {
  const t = useTranslations("ticketForms");
  const say = (name: keyof Fields, value: string | undefined) => {
    if (value === undefined) return t("conflict.untouched");
    if (value === "") return t("none");
    if (name === "impact" || name === "urgency") return t(`levels.${value as "1"}`);
    if (name === "priority") return t(`priorities.${value as "1"}`);
    return options[name]?.find((option) => option.value === value)?.label ?? value;
  };
  const names = (Object.keys(current) as (keyof Fields)[]).filter(
    (name) => before[name] !== current[name] || (wanted[name] !== undefined && wanted[name] !== current[name]),
  );
  return (
    <Notice tone="warning" title={t("conflict.title")}>
      <Table caption={t("conflict.title")} scroll>
        <thead>
          <tr>
            <th scope="col">{t("conflict.field")}</th>
            <th scope="col">{t("conflict.now")}</th>
            <th scope="col">{t("conflict.yours")}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`fields.${name}`)}</th>
              <td>{say(name, current[name])}</td>
              <td>{say(name, wanted[name])}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className={styles.save}>
        <Button size="small" look="primary" onClick={onKeepMine}>
          {t("conflict.keepMine")}
        </Button>
        <Button size="small" onClick={onAbandon}>
          {t("conflict.abandon")}
        </Button>
      </div>
    </Notice>
  );
}
