"use client";

import { useTranslations } from "next-intl";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps, Spinner } from "./button";
import { VisuallyHidden } from "./visually-hidden";

type Props = Omit<ButtonProps, "type"> & { pendingLabel?: string };

/** Sends its form. While the form is on its way it stays focusable, says so, and a second press does nothing. */
export function SubmitButton({ pendingLabel, look = "primary", children, onClick, icon, ...rest }: Props) {
  const t = useTranslations("ui");
  const { pending } = useFormStatus();
  return (
    <Button
      {...rest}
      type="submit"
      look={look}
      icon={pending ? undefined : icon}
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending && <Spinner />}
      {children}
      <VisuallyHidden role="status">{pending ? (pendingLabel ?? t("sending")) : ""}</VisuallyHidden>
    </Button>
  );
}
