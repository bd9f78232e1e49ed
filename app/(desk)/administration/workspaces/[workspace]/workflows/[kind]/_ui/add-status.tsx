"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { SelectField, TextField } from "@/app/_ui/field";
import { type Phase, phases } from "@/lib/workflows/workflow";

type Asked = { labelFr: string; labelEn: string; phase: Phase };

/** The few words that make a status; the rest is chosen in the list. */
export function AddStatus({ onAdd }: { onAdd: (asked: Asked) => void }) {
  const t = useTranslations("workflows");
  return (
    <DialogButton size="small" icon="plus" label={t("addStatus")} title={t("addStatus")}>
      <Questions onAdd={onAdd} />
    </DialogButton>
  );
}

function Questions({ onAdd }: { onAdd: (asked: Asked) => void }) {
  const t = useTranslations("workflows");
  const close = useCloseDialog();
  const add = (form: FormData) => {
    const textOf = (name: string) => String(form.get(name) ?? "").trim();
    const [labelFr, labelEn] = [textOf("labelFr"), textOf("labelEn")];
    if (!labelFr) return;
    onAdd({ labelFr, labelEn: labelEn || labelFr, phase: textOf("phase") as Phase });
    close();
  };
  return (
    <form action={add} aria-label={t("addStatus")}>
      <TextField name="labelFr" label={t("labelFr")} maxLength={60} autoComplete="off" />
      <TextField name="labelEn" label={t("labelEn")} maxLength={60} autoComplete="off" optional />
      <SelectField name="phase" label={t("phase")} hint={t("phaseHint")} defaultValue="open">
        {phases
          .filter((phase) => phase !== "new")
          .map((phase) => (
            <option key={phase} value={phase}>
              {t(`phases.${phase}`)}
            </option>
          ))}
      </SelectField>
      <DialogActions>
        <Button look="primary" type="submit">
          {t("add")}
        </Button>
      </DialogActions>
    </form>
  );
}
