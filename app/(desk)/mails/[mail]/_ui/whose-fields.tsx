"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice, ChoiceGroup, SelectField, TextField } from "@/app/_ui/field";
import type { useFormAction } from "@/app/_ui/use-form-action";

export interface Authors {
  /** The address that can be remembered as the member's, for who may. */
  remember: string | null;
  /** The address that can be invited, with the profiles that one may give; null for who may not. */
  invite: { address: string; name: string; profiles: { id: string; name: string }[] } | null;
}

type Props = { authors: Authors; fieldOf: ReturnType<typeof useFormAction>["fieldOf"] };

/** Says whose a message of an unknown address is: a member's, or somebody's whom one invites. */
export function WhoseFields({ authors: { remember, invite }, fieldOf }: Props) {
  const t = useTranslations("mail.decide");
  const [whose, setWhose] = useState<"member" | "invited">("member");
  return (
    <>
      {invite ? (
        <ChoiceGroup legend={t("whose")}>
          <Choice
            type="radio"
            name="whose"
            value="member"
            label={t("ofMember")}
            defaultChecked
            onChange={() => setWhose("member")}
          />
          <Choice
            type="radio"
            name="whose"
            value="invited"
            label={t("ofInvited", { address: invite.address })}
            onChange={() => setWhose("invited")}
          />
        </ChoiceGroup>
      ) : (
        <>
          <input type="hidden" name="whose" value="member" />
          <p>{t("attachWords")}</p>
        </>
      )}
      {whose === "invited" && invite ? (
        <>
          <TextField
            {...fieldOf("name")}
            defaultValue={fieldOf("name").defaultValue || invite.name}
            label={t("name")}
          />
          <SelectField {...fieldOf("profile")} label={t("profile")} hint={t("profileHint")}>
            {invite.profiles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </>
      ) : (
        <>
          <TextField {...fieldOf("account")} label={t("account")} hint={t("accountHint")} type="email" />
          {remember && (
            <Choice name="remember" value="yes" label={t("remember")} hint={t("rememberHint", { address: remember })} />
          )}
        </>
      )}
    </>
  );
}
