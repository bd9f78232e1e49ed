"use server";

import { getTranslations } from "next-intl/server";
import { act } from "@/app/_doors/act";
import { textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { addMailbox } from "@/lib/incoming-mail/add-mailbox";
import { changeMailbox } from "@/lib/incoming-mail/change-mailbox";
import { pauseMailbox } from "@/lib/incoming-mail/pause-mailbox";
import { removeMailbox } from "@/lib/incoming-mail/remove-mailbox";
import { resumeMailbox } from "@/lib/incoming-mail/resume-mailbox";
import { testMailbox } from "@/lib/incoming-mail/test-mailbox";
import { troubleWords } from "./_ui/trouble-words";

export async function addOneMailbox(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...fieldsOf(form), password: textOf(form, "password") }, addMailbox);
}

export async function saveMailbox(_before: FormState, form: FormData): Promise<FormState> {
  const input = { ...fieldsOf(form), mailbox: textOf(form, "mailbox"), password: textOf(form, "password") };
  return submit(form, input, changeMailbox);
}

export async function stopEmptying(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mailbox: textOf(form, "mailbox") }, pauseMailbox);
}

export async function emptyAgain(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mailbox: textOf(form, "mailbox") }, resumeMailbox);
}

export async function forgetMailbox(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mailbox: textOf(form, "mailbox") }, removeMailbox);
}

/** Done when the mailbox answers; else what is in the way. */
export async function checkMailbox(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await act({ mailbox: textOf(form, "mailbox") }, testMailbox);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  if (outcome.value.ok) return { ...untouched, done: true };
  const { trouble, said } = outcome.value;
  return { ...untouched, errors: [{ message: troubleWords(await getTranslations("mailboxes"), trouble, said) }] };
}

function fieldsOf(form: FormData) {
  const field = (name: string) => textOf(form, name);
  return {
    ...{ name: field("name"), host: field("host"), port: field("port"), security: field("security") as "tls" },
    ...{ userName: field("userName"), folder: field("folder"), doneFolder: field("doneFolder") },
    ...{ project: field("project"), senderTrust: field("senderTrust") as "believed", authservId: field("authservId") },
  };
}
