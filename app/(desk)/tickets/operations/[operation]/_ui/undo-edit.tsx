"use client";

import { useTranslations } from "next-intl";
import { ActButton } from "../../../[reference]/_ui/act-button";
import { undoEdit } from "../../../bulk/actions";

/** Puts every ticket back as it was. */
export function UndoEdit({ batch, count }: { batch: string; count: number }) {
  const t = useTranslations("desk.bulk");
  return <ActButton icon="history" label={t("undo", { count })} act={undoEdit.bind(null, batch)} />;
}
