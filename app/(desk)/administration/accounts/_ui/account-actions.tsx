import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { DialogActions, DialogButton } from "@/app/_ui/dialog";
import { SubmitButton } from "@/app/_ui/submit-button";
import { stateOf } from "@/lib/accounts/account";
import type { getAccountDetails } from "@/lib/accounts/account-list-queries";
import { appoint, renew, restore, signOutOf, suspend } from "../actions";

type Details = NonNullable<Awaited<ReturnType<typeof getAccountDetails>>>;

/** What can be done to an account in its state. Nobody suspends himself. */
export function AccountActions({ account, oneself }: { account: Details; oneself: boolean }) {
  const t = useTranslations("accounts");
  const state = stateOf(account);
  const fields = { account: account.mail };
  return (
    <>
      {state === "invited" && (
        <ActForm action={renew} fields={fields} said={t("renewed")}>
          <SubmitButton look="secondary" icon="send">
            {t("renew")}
          </SubmitButton>
        </ActForm>
      )}
      {account.sessions.length > 0 && (
        <ActForm action={signOutOf} fields={fields} said={t("signedOut")}>
          <SubmitButton look="secondary" icon="sign-out">
            {t("signOut")}
          </SubmitButton>
        </ActForm>
      )}
      {state === "suspended" && (
        <ActForm action={restore} fields={fields} said={t("restored")}>
          <SubmitButton>{t("restore")}</SubmitButton>
        </ActForm>
      )}
      {state !== "suspended" && !oneself && <Appointment account={account} />}
      {state !== "suspended" && !oneself && (
        <DialogButton label={t("suspend")} title={t("suspendTitle", { name: account.name })} look="danger">
          <ActForm action={suspend} fields={fields} said={t("suspended")}>
            <p>{t("suspendWords")}</p>
            <DialogActions>
              <SubmitButton look="danger">{t("suspend")}</SubmitButton>
            </DialogActions>
          </ActForm>
        </DialogButton>
      )}
    </>
  );
}

/** Who administers the platform is decided by those who already do. */
function Appointment({ account }: { account: Details }) {
  const t = useTranslations("accounts");
  const { name, mail, platformAdministrator } = account;
  const label = platformAdministrator ? t("dismiss") : t("appoint");
  return (
    <DialogButton
      label={label}
      title={platformAdministrator ? t("dismissTitle", { name }) : t("appointTitle", { name })}
    >
      <ActForm action={appoint} fields={{ account: mail, administers: String(!platformAdministrator) }}>
        <p>{platformAdministrator ? t("dismissWords") : t("appointWords")}</p>
        <DialogActions>
          <SubmitButton>{label}</SubmitButton>
        </DialogActions>
      </ActForm>
    </DialogButton>
  );
}
