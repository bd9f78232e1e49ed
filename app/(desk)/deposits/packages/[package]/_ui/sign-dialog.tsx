"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FileDrop } from "@/app/_ui/files/file-drop";
import { useUploads } from "@/app/_ui/files/use-uploads";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import { largestSignature } from "@/lib/deposits/kinds";
import { sign } from "../../../actions";

/** A detached signature, kept beside the package once and for all. */
export function SignDialog({ packageId }: { packageId: string }) {
  const t = useTranslations("deposits.sign");
  return (
    <DialogButton look="quiet" size="small" icon="shield" label={t("add")} title={t("add")}>
      <SignForm packageId={packageId} />
    </DialogButton>
  );
}

function SignForm({ packageId }: { packageId: string }) {
  const t = useTranslations("deposits.sign");
  const close = useCloseDialog();
  const uploads = useUploads(largestSignature, "deposit");
  const { state, send } = useFormAction(sign);
  useEffect(() => {
    if (!state.done) return;
    showToast(t("added"));
    close();
  }, [state, close, t]);
  const files = uploads.kept.slice(0, 1).map(({ id, name }) => ({ upload: id, path: name }));
  return (
    <form action={send} noValidate>
      <input type="hidden" name="package" value={packageId} />
      <input type="hidden" name="files" value={JSON.stringify(files)} />
      <ErrorSummary errors={state.errors} />
      <FileDrop uploads={uploads} maximumSize={largestSignature}>
        <p>{t("words")}</p>
      </FileDrop>
      <DialogActions>
        <SubmitButton disabled={files.length === 0 || uploads.busy}>{t("add")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
