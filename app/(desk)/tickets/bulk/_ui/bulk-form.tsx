"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button, Spinner } from "@/app/_ui/button";
import { ErrorSummary, type FieldError } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import { type Previewed, preview, start } from "../actions";
import { changesOf } from "./bulk-changes";
import { type BulkChoices, BulkFields } from "./bulk-fields";
import { BulkPreview } from "./bulk-preview";

type Selection = Parameters<typeof start>[0]["selection"];
type Props = { selection: Selection; count: number; choices: BulkChoices };

/** First what to change, then what it would do, then it is done. */
export function BulkForm({ selection, count, choices }: Props) {
  const t = useTranslations("desk.bulk");
  const lost = useTranslations("ticketForms")("connectionLost");
  const [pending, go] = useTransition();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [seen, setSeen] = useState<Previewed | null>(null);
  const ask = (form: HTMLFormElement, send: typeof preview) =>
    go(async () => {
      try {
        const said = await send({ selection, changes: changesOf(new FormData(form)) });
        setErrors(said.errors ?? []);
        setSeen(said.errors ? null : said);
      } catch (error) {
        unstable_rethrow(error);
        setErrors([{ message: lost }]);
      }
    });
  return (
    <form
      noValidate
      onChange={() => setSeen(null)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) ask(event.currentTarget, seen ? start : preview);
      }}
    >
      <p>{t("count", { count })}</p>
      <ErrorSummary errors={errors} />
      <BulkFields choices={choices} errors={errors} />
      {seen && <BulkPreview seen={seen} />}
      <FormActions>
        <Button type="submit" look="primary" size="large" disabled={seen?.changed === 0} aria-busy={pending}>
          {pending && <Spinner />}
          {seen ? t("start", { count: seen.changed ?? 0 }) : t("preview")}
        </Button>
      </FormActions>
    </form>
  );
}
