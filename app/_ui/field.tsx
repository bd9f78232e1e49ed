import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import styles from "./field.module.css";
import { Icon } from "./icons";
import { joinClasses } from "./join-classes";

export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** The refusal, in the reader's words. */
  error?: string | null;
  /** Fields are required unless they say otherwise, and it is the optional ones that are marked. */
  optional?: boolean;
};

type TextFieldProps = FieldProps & ComponentProps<"input">;
type TextAreaFieldProps = FieldProps & ComponentProps<"textarea">;
type SelectFieldProps = FieldProps & ComponentProps<"select">;

/** One line of text (or any `type` of input). Its id is its name unless given. */
export function TextField({ name, label, hint, error, optional, id = name, className, ...rest }: TextFieldProps) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <input
        type="text"
        required={!optional}
        {...rest}
        {...describedBy({ id, hint, error })}
        id={id}
        name={name}
        className={joinClasses(styles.control, className)}
      />
    </FieldFrame>
  );
}

/** Several lines of text; grows with what is written. */
export function TextAreaField({
  name,
  label,
  hint,
  error,
  optional,
  id = name,
  className,
  ...rest
}: TextAreaFieldProps) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <textarea
        required={!optional}
        {...rest}
        {...describedBy({ id, hint, error })}
        id={id}
        name={name}
        className={joinClasses(styles.control, className)}
      />
    </FieldFrame>
  );
}

/** A choice among a few; children are `option` elements. For hundreds, see SearchSelect. */
export function SelectField({ name, label, hint, error, optional, id = name, className, ...rest }: SelectFieldProps) {
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <select
        required={!optional}
        {...rest}
        {...describedBy({ id, hint, error })}
        id={id}
        name={name}
        className={joinClasses(styles.control, className)}
      />
    </FieldFrame>
  );
}

type ChoiceProps = Pick<FieldProps, "label" | "hint"> & ComponentProps<"input">;

/** A box to tick, or with `type="radio"` one of a ChoiceGroup. */
export function Choice({ label, hint, id, ...rest }: ChoiceProps) {
  const ownId = id ?? `${rest.name}-${rest.value ?? "on"}`;
  return (
    <div className={styles.choice}>
      <input type="checkbox" {...rest} id={ownId} aria-describedby={hint ? `${ownId}-hint` : undefined} />
      <label htmlFor={ownId}>{label}</label>
      {hint && (
        <p id={`${ownId}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

type ChoiceGroupProps = { legend: string; hint?: ReactNode; error?: string | null; id?: string; children: ReactNode };

/** Several choices under one question. */
export function ChoiceGroup({ legend, hint, error, id, children }: ChoiceGroupProps) {
  return (
    <fieldset className={styles.group} id={id} tabIndex={id ? -1 : undefined}>
      <legend className={styles.legend}>{legend}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      {error && <Refusal>{error}</Refusal>}
      <div className={styles.choices}>{children}</div>
    </fieldset>
  );
}

/** The buttons that end a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

type FieldFrameProps = Omit<FieldProps, "name"> & { id: string; children: ReactNode };

/** Label, hint and refusal around a control of one's own; give the control `describedBy(…)`. */
export function FieldFrame({ id, label, hint, error, optional, children }: FieldFrameProps) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <OptionalMark />}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error && <Refusal id={`${id}-error`}>{error}</Refusal>}
      {children}
    </div>
  );
}

/** The attributes by which a control is read with its hint and its refusal. */
export function describedBy({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | null }) {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { "aria-describedby": ids || undefined, "aria-invalid": error ? (true as const) : undefined };
}

function Refusal({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className={styles.error}>
      <Icon name="alert" size={14} />
      {children}
    </p>
  );
}

function OptionalMark() {
  const t = useTranslations("ui");
  return <span className={styles.optional}>{t("optional")}</span>;
}
