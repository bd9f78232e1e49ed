"use client";

import { SelectField, TextField } from "@/app/_ui/field";
import { type AppliedFilter, FilterBar } from "@/app/_ui/filter-bar";

import styles from "./filter-form.module.css";

export type Option = [value: string, label: string];

export interface FilterField {
  name: string;
  label: string;
  value: string;
  /** A choice among these, or else a field of this type. */
  options?: Option[];
  type?: "text" | "email" | "date";
}

type Props = {
  action: string;
  fields: FilterField[];
  /** The rarer fields, or the way to have them shown. */
  more?: FilterField[] | { href: string; label: string };
  /** Fields of rarer use still, folded unless one of them asks something. */
  rarest?: { label: string; fields: FilterField[] };
  applied: AppliedFilter[];
  /** What else of the address must stay. */
  kept: Option[];
};

/** The filters, drawn from facts like the rows and for the same reason. */
export function FilterForm({ action, fields, more, rarest, applied, kept }: Props) {
  const shown = Array.isArray(more);
  return (
    <FilterBar
      action={action}
      applied={applied}
      clearHref={action}
      moreOpen={shown}
      more={
        shown && (
          <>
            {more.map(drawField)}
            {rarest && rarest.fields.length > 0 && <Rarest {...rarest} />}
          </>
        )
      }
    >
      {fields.map(drawField)}
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {shown && <input type="hidden" name="more" value="1" />}
      {more && !shown && <a href={more.href}>{more.label}</a>}
    </FilterBar>
  );
}

function Rarest({ label, fields }: NonNullable<Props["rarest"]>) {
  return (
    <details className={styles.rarest} open={fields.some(({ value }) => value !== "")}>
      <summary>{label}</summary>
      <div className={styles.fields}>{fields.map(drawField)}</div>
    </details>
  );
}

/** Keyed by its value: when the address changes it must show, which an uncontrolled field would not do by itself. */
function drawField({ name, label, value, options, type }: FilterField) {
  if (!options) return <TextField key={`${name} ${value}`} optional defaultValue={value} {...{ name, label, type }} />;
  return (
    <SelectField key={`${name} ${value}`} name={name} label={label} optional defaultValue={value}>
      {options.map(([known, words]) => (
        <option key={known} value={known}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}
