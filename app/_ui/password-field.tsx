"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { IconButton } from "./button";
import { describedBy, FieldFrame, type FieldProps } from "./field";
import styles from "./field.module.css";

type Props = FieldProps & Omit<ComponentProps<"input">, "type">;

/** A password that its writer may read back; paste and password managers are welcome. */
export function PasswordField({ name, label, hint, error, optional, id = name, ...rest }: Props) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame {...{ id, label, hint, error, optional }}>
      <div className={styles.withButton}>
        <input
          required={!optional}
          maxLength={256}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...rest}
          {...describedBy({ id, hint, error })}
          type={shown ? "text" : "password"}
          id={id}
          name={name}
          className={styles.control}
        />
        <IconButton
          icon={shown ? "eye-off" : "eye"}
          label={shown ? t("hidePassword") : t("showPassword")}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        />
      </div>
    </FieldFrame>
  );
}
