"use client";

import { SelectField, TextField } from "@/app/_ui/field";
import { type AppliedFilter, FilterBar } from "@/app/_ui/filter-bar";

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
  applied: AppliedFilter[];
  /** What else of the address must stay. */
  kept: Option[];
};

/** The filters, drawn from facts like the rows and for the same reason. */
export function FilterForm({ action, fields, more, applied, kept }: Props) {
  const shown = Array.isArray(more);
  return (
    <FilterBar
      action={action}
      applied={applied}
      clearHref={action}
      moreOpen={shown}
      more={shown && more.map(drawField)}
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
