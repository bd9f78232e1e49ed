"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { listOf, textOf } from "@/app/_doors/form-fields";
import { sentenceOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { changeProject } from "@/lib/workspaces/change-project";
import type { GrantLevel } from "@/lib/workspaces/grant";
import { setContacts } from "@/lib/workspaces/set-contacts";
import { setGrant } from "@/lib/workspaces/set-grant";

/** Answers null when it is done, else why not. */
export async function setLevel(project: string, account: string, level: GrantLevel): Promise<string | null> {
  const outcome = await act({ project, account, level }, setGrant);
  if (!outcome.ok) return sentenceOf(outcome.problem);
  refresh();
  return null;
}

export async function saveProject(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    project: textOf(form, "project"),
    name: textOf(form, "name"),
    inboundAddress: textOf(form, "inboundAddress"),
    reopenDays: textOf(form, "reopenDays").trim() === "" ? Number.NaN : Number(textOf(form, "reopenDays")),
    senderAddress: textOf(form, "senderAddress"),
    signature: textOf(form, "signature"),
  };
  return submit(form, input, changeProject);
}

export async function archiveProject(_before: FormState, form: FormData): Promise<FormState> {
  const archived = textOf(form, "archived") === "yes";
  return submit(form, { project: textOf(form, "project"), archived }, changeProject);
}

/** Rows come as `contacts.0.role`, `contacts.0.name`…; a row without a name is one that was taken away. */
export async function saveContacts(_before: FormState, form: FormData): Promise<FormState> {
  const rows = listOf(form, "row").map((row) => {
    const field = (name: string) => textOf(form, `contacts.${row}.${name}`);
    return { role: field("role") as "moa", name: field("name"), mail: field("mail"), phone: field("phone") };
  });
  return submit(form, { project: textOf(form, "project"), contacts: rows }, setContacts);
}
