"use server";

import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { attachMail } from "@/lib/incoming-mail/attach-mail";
import { declareSpam } from "@/lib/incoming-mail/declare-spam";
import { handOverMail } from "@/lib/incoming-mail/hand-over-mail";
import { inviteSender } from "@/lib/incoming-mail/invite-sender";
import { rejectMail } from "@/lib/incoming-mail/reject-mail";
import { releaseMail } from "@/lib/incoming-mail/release-mail";
import { restoreMail } from "@/lib/incoming-mail/restore-mail";

export async function decideAboutMail(_before: FormState, form: FormData): Promise<FormState> {
  const ticket = optionalTextOf(form, "ticket");
  const asked = { mail: textOf(form, "mail"), place: ticket ? { ticket } : { project: textOf(form, "project") } };
  switch (textOf(form, "whose")) {
    case "invited":
      return submit(form, { ...asked, name: textOf(form, "name"), profile: textOf(form, "profile") }, inviteSender);
    case "member":
      return submit(
        form,
        { ...asked, account: textOf(form, "account"), remember: textOf(form, "remember") === "yes" },
        attachMail,
      );
    default:
      return submit(form, asked, releaseMail);
  }
}

export async function setMailAside(_before: FormState, form: FormData): Promise<FormState> {
  const input = { mail: textOf(form, "mail"), why: textOf(form, "why"), answer: optionalTextOf(form, "answer") };
  return submit(form, input, rejectMail);
}

export async function declareMailSpam(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mail: textOf(form, "mail") }, declareSpam);
}

export async function bringMailBack(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mail: textOf(form, "mail") }, restoreMail);
}

export async function handMailOver(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mail: textOf(form, "mail"), workspace: textOf(form, "workspace") }, handOverMail);
}
