"use server";

import { refresh } from "next/cache";
import { act, type Outcome } from "@/app/_doors/act";
import { fieldsOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { addAlias } from "@/lib/accounts/add-alias";
import { appointAdministrator } from "@/lib/accounts/appoint-administrator";
import { clearMailFlag } from "@/lib/accounts/clear-mail-flag";
import { inviteAccounts } from "@/lib/accounts/invite-accounts";
import { removeAlias } from "@/lib/accounts/remove-alias";
import { renameAccount } from "@/lib/accounts/rename-account";
import { renewInvitation } from "@/lib/accounts/renew-invitation";
import { restoreAccount } from "@/lib/accounts/restore-account";
import { signOutEverywhere } from "@/lib/accounts/sign-out-everywhere";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import type { InviteState } from "./_ui/invite-form";

export async function invite(_before: InviteState, form: FormData): Promise<InviteState> {
  const { people, locale } = fieldsOf(form);
  const invited = await act({ people: String(people), locale: locale as "fr" | "en" }, inviteAccounts);
  if (!invited.ok) return { ...(await formStateOf(invited.problem, form)), outcomes: [] };
  const atFault = invited.value.filter(({ outcome }) => outcome.startsWith("bad") || outcome === "no-address");
  return {
    ...untouched,
    values: { people: atFault.map(({ text }) => text).join("\n"), locale: String(locale) },
    outcomes: invited.value,
  };
}

export async function rename(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, renameAccount), form);
}

export async function addAliasTo(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, addAlias), form);
}

export async function removeAliasFrom(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, removeAlias), form);
}

export async function renew(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, renewInvitation), form);
}

export async function clearFlag(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, clearMailFlag), form);
}

export async function signOutOf(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, signOutEverywhere), form);
}

export async function appoint(_before: FormState, form: FormData): Promise<FormState> {
  const { account, administers } = fieldsOf(form);
  return answer(
    await act({ account: String(account), administers: administers === "true" }, appointAdministrator),
    form,
  );
}

export async function suspend(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, suspendAccount), form);
}

export async function restore(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await act(form, restoreAccount), form);
}

async function answer(outcome: Outcome<unknown>, form: FormData): Promise<FormState> {
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  refresh();
  return { ...untouched, done: true };
}
