import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Decidable } from "@/lib/incoming-mail/decidable-queries";
import { declareMailSpam } from "../actions";
import { DecisionForm } from "./decision-form";
import { RejectButton } from "./reject-button";

/** What an agent can decide about a message that waits. */
export function DecisionPanel({ decidable }: { decidable: Decidable }) {
  const t = useTranslations("mail");
  const { mail, places, suggestions, written, authors } = decidable;
  return (
    <Panel title={t("decide.title")} actions={<AsideButtons mail={mail.id} answerable={mail.fromMail} />}>
      <DecisionForm
        mail={mail.id}
        author={mail.accountName}
        authors={authors}
        written={written}
        suggestions={suggestions}
        places={places}
      />
    </Panel>
  );
}

/** The two ways in which a message goes nowhere. */
export function AsideButtons({ mail, answerable }: { mail: string; answerable: string | null }) {
  const t = useTranslations("mail.decide");
  return (
    <>
      <ActForm action={declareMailSpam} fields={{ mail }} said={t("spamDone")}>
        <SubmitButton look="secondary" size="small" title={t("spamHint")}>
          {t("spam")}
        </SubmitButton>
      </ActForm>
      <RejectButton mail={mail} answerable={answerable || null} />
    </>
  );
}
