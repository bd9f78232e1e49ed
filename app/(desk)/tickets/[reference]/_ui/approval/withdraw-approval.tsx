"use client";

import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { DialogActions, DialogButton } from "@/app/_ui/dialog";
import { SubmitButton } from "@/app/_ui/submit-button";
import { withdraw } from "../../../../approvals/actions";

/** Asks twice before nobody has anything to decide any more. */
export function WithdrawApproval({ approval }: { approval: string }) {
  const t = useTranslations("approvals.withdraw");
  return (
    <DialogButton label={t("open")} title={t("title")} look="quiet" size="small">
      <p>{t("words")}</p>
      <ActForm action={withdraw} fields={{ approval }} said={t("done")}>
        <DialogActions>
          <SubmitButton>{t("open")}</SubmitButton>
        </DialogActions>
      </ActForm>
    </DialogButton>
  );
}
