"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Icon } from "./icons";
import styles from "./notice.module.css";

export type FieldError = { /** The id of the field at fault, if one is. */ field?: string; message: string };

/** All that was refused, above the form; takes the focus as it appears so that it is read first. Nothing when empty. */
export function ErrorSummary({ errors }: { errors: FieldError[] }) {
  const t = useTranslations("ui");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} className={styles.notice} data-tone="danger" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div className={styles.words}>
        {isAboutNoField(errors) ? (
          <p>{errors[0]?.message}</p>
        ) : (
          <>
            <p className={styles.title}>{t("errorSummary", { count: errors.length })}</p>
            <ErrorList errors={errors} />
          </>
        )}
      </div>
    </div>
  );
}

function ErrorList({ errors }: { errors: FieldError[] }) {
  return (
    <ul className={styles.list}>
      {errors.map((error) => (
        <li key={`${error.field}${error.message}`}>
          {error.field ? <a href={`#${error.field}`}>{error.message}</a> : error.message}
        </li>
      ))}
    </ul>
  );
}

/** One refusal of the whole ("adresse ou mot de passe incorrect") is said as it is. */
function isAboutNoField(errors: FieldError[]): boolean {
  return errors.length === 1 && !errors[0]?.field;
}
