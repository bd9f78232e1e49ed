"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, ChoiceGroup, FormActions, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { split } from "../../operation-actions";

type Props = { ticket: string; messages: { id: string; internal: boolean; author: string; words: string }[] };

/** Which messages leave, and what the new ticket is called. */
export function SplitForm({ ticket, messages }: Props) {
  const t = useTranslations("desk.split");
  const { state, send, fieldOf } = useFormAction(split);
  const refusal = state.errors.find(({ field }) => field === "messages")?.message;
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="ticket" value={ticket} />
      <ChoiceGroup id="messages" legend={t("which")} hint={t("whichHint")} error={refusal}>
        {messages.map(({ id, internal, author, words }) => (
          <Choice
            key={id}
            name="message"
            value={id}
            label={t(internal ? "note" : "message", { author })}
            hint={<bdi>{words}</bdi>}
          />
        ))}
      </ChoiceGroup>
      <TextField {...fieldOf("title")} label={t("name")} maxLength={200} />
      <p>{t("words")}</p>
      <FormActions>
        <SubmitButton>{t("submit")}</SubmitButton>
      </FormActions>
    </form>
  );
}
