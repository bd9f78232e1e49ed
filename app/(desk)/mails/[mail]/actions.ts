"use server";

import { optionalTextOf, submit, textOf } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { attachMail } from "@/lib/incoming-mail/attach-mail";
import { handOverMail } from "@/lib/incoming-mail/hand-over-mail";
import { rejectMail } from "@/lib/incoming-mail/reject-mail";
import { releaseMail } from "@/lib/incoming-mail/release-mail";

export async function decideAboutMail(_before: FormState, form: FormData): Promise<FormState> {
  const ticket = optionalTextOf(form, "ticket");
  const place = ticket ? { ticket } : { project: textOf(form, "project") };
  const mail = textOf(form, "mail");
  if (!form.has("account")) return submit(form, { mail, place }, releaseMail);
  const remember = textOf(form, "remember") === "yes";
  return submit(form, { mail, place, account: textOf(form, "account"), remember }, attachMail);
}

export async function setMailAside(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mail: textOf(form, "mail"), why: textOf(form, "why") }, rejectMail);
}

export async function handMailOver(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mail: textOf(form, "mail"), workspace: textOf(form, "workspace") }, handOverMail);
}
