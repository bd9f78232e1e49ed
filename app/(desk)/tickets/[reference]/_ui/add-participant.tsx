"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { add } from "../actions";
import styles from "./participants.module.css";

type Answer = { refusal?: string; mail: string };

type Props = { reference: string; members: { mail: string; name: string }[] };

/** Lets somebody of the workspace follow the ticket. */
export function AddParticipant({ reference, members }: Props) {
  const t = useTranslations("ticketForms.participant");
  const [state, send] = useActionState(
    async (_before: Answer, form: FormData): Promise<Answer> => {
      const mail = String(form.get("participant"));
      const { refusal } = await add(reference, mail);
      return { refusal, mail: refusal ? mail : "" };
    },
    { mail: "" },
  );
  return (
    <form action={send} className={styles.add}>
      <TextField
        name="participant"
        type="email"
        label={t("add")}
        list="members"
        autoComplete="off"
        defaultValue={state.mail}
        error={state.refusal}
      />
      <datalist id="members">
        {members.map(({ mail, name }) => (
          <option key={mail} value={mail}>
            {name}
          </option>
        ))}
      </datalist>
      <SubmitButton look="secondary">{t("submit")}</SubmitButton>
    </form>
  );
}
