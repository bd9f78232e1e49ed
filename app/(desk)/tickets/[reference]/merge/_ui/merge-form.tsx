"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { merge } from "../../operation-actions";

/** Says that what was shown is wanted. */
export function MergeForm({ ticket, into }: { ticket: string; into: string }) {
  const t = useTranslations("desk.merge");
  const { state, send } = useFormAction(merge);
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="ticket" value={ticket} />
      <input type="hidden" name="into" value={into} />
      <FormActions>
        <SubmitButton>{t("submit", { from: ticket, into })}</SubmitButton>
      </FormActions>
    </form>
  );
}
