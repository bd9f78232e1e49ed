"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button, type ButtonProps, IconButton, Spinner } from "@/app/_ui/button";
import { showToast } from "@/app/_ui/toast-region";
import type { Said } from "../actions";

type Props = Pick<ButtonProps, "look" | "size" | "icon"> & {
  label: string;
  /** A server action, with what it needs. */
  act: () => Promise<Said>;
  /** Only the icon; the label is heard. */
  iconOnly?: boolean;
};

/** One act, done at once; a refusal is said and stays until it is put away. */
export function ActButton({ label, act, icon, iconOnly, ...look }: Props) {
  const t = useTranslations("ticketForms");
  const router = useRouter();
  const [pending, start] = useTransition();
  const press = () =>
    start(async () => {
      try {
        const { refusal } = await act();
        if (!refusal) return;
        showToast(refusal, "danger");
        router.refresh();
      } catch (error) {
        unstable_rethrow(error);
        showToast(t("connectionLost"), "danger");
      }
    });
  const shared = { ...look, "aria-disabled": pending || undefined, onClick: () => !pending && press() };
  if (iconOnly && icon) return <IconButton {...shared} icon={icon} label={label} />;
  return (
    <Button {...shared} icon={pending ? undefined : icon}>
      {pending && <Spinner />}
      {label}
    </Button>
  );
}
