import { getTranslations } from "next-intl/server";
import { ActForm } from "@/app/_ui/act-form";
import { Notice } from "@/app/_ui/notice";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { getAccountDetails } from "@/lib/accounts/account-list-queries";
import { causeOfBounce } from "@/lib/outgoing-mail/bounce";
import { clearFlag } from "../actions";

type Details = NonNullable<Awaited<ReturnType<typeof getAccountDetails>>>;

/** Mails that this address refused; once it has refused several, nothing more leaves for it until somebody says otherwise. */
export async function MailFlag({ account }: { account: Details }) {
  const t = await getTranslations("accounts");
  const why = (await getTranslations("mail"))(`bounces.${causeOfBounce(account.bounceReason)}`);
  if (account.hardBounces === 0) return null;
  const flagged = account.mailFlaggedAt !== null;
  return (
    <Notice tone={flagged ? "danger" : "warning"} title={t(flagged ? "mailFlagged" : "mailRefused")}>
      <p>{t(flagged ? "mailFlaggedWords" : "mailRefusedWords", { count: account.hardBounces, why })}</p>
      <ActForm action={clearFlag} fields={{ account: account.mail }} said={t("mailFlagCleared")}>
        <SubmitButton look="secondary">{t("clearMailFlag")}</SubmitButton>
      </ActForm>
    </Notice>
  );
}
