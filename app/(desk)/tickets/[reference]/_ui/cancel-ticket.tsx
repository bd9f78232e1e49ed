"use client";

import { useTranslations } from "next-intl";
import { DialogActions, DialogButton } from "@/app/_ui/dialog";
import type { Said } from "../actions";
import { ActButton } from "./act-button";

/** Gives the ticket up, after asking. */
export function CancelTicket({ act }: { act: () => Promise<Said> }) {
  const t = useTranslations("ticketForms.cancel");
  return (
    <DialogButton label={t("open")} title={t("title")} look="quiet" size="small" icon="close">
      <p>{t("words")}</p>
      <DialogActions>
        <ActButton act={act} label={t("confirm")} look="danger" />
      </DialogActions>
    </DialogButton>
  );
}
