"use client";

import { useTranslations } from "next-intl";
import { DialogActions, DialogButton } from "@/app/_ui/dialog";
import type { Said } from "../actions";
import { ActButton } from "./act-button";

/** Gives the ticket up, after asking; `plain` for whoever asked. */
export function CancelTicket({ act, plain }: { act: () => Promise<Said>; plain: boolean }) {
  const t = useTranslations("ticketForms.cancel");
  return (
    <DialogButton
      label={t(plain ? "openPlain" : "open")}
      title={t(plain ? "titlePlain" : "title")}
      look="quiet"
      size="small"
      icon="close"
    >
      <p>{t(plain ? "wordsPlain" : "words")}</p>
      <DialogActions>
        <ActButton act={act} label={t(plain ? "openPlain" : "confirm")} look="danger" />
      </DialogActions>
    </DialogButton>
  );
}
