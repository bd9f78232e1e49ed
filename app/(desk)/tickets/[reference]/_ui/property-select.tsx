"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import styles from "./properties.module.css";
import type { Fields, Option } from "./property-fields";

type Props = { name: keyof Fields; value: string; options: Option[]; onChange: (value: string) => void };

/** One field of the ticket: its name and what it can be. */
export function PropertySelect({ name, value, options, onChange }: Props) {
  const t = useTranslations("ticketForms");
  const id = useId();
  // A value that can no longer be chosen (an archived status, a member who left) is still what stands.
  const known = options.some((option) => option.value === value);
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {t(`fields.${name}`)}
      </label>
      <select id={id} className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  );
}
