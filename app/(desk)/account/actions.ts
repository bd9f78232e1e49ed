"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { fieldsOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { rememberLocale } from "@/app/_doors/locale-cookie";
import { currentPeer } from "@/app/_doors/peer";
import { requireViewer } from "@/app/_doors/session";
import { submit } from "@/app/_doors/submit";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { asLocale } from "@/app/_ui/locale";
import { changeNotices } from "@/lib/accounts/change-notices";
import { changePassword } from "@/lib/accounts/change-password";
import { changePreferences } from "@/lib/accounts/change-preferences";
import { createToken } from "@/lib/accounts/create-token";
import { endSession } from "@/lib/accounts/end-session";
import { renameAccount } from "@/lib/accounts/rename-account";
import { revokeToken } from "@/lib/accounts/revoke-token";
import { signOutEverywhere } from "@/lib/accounts/sign-out-everywhere";
import { openCalendarFeed } from "@/lib/planning/open-calendar-feed";
import { revokeCalendarFeed } from "@/lib/planning/revoke-calendar-feed";

const done: FormState = { ...untouched, done: true };

export async function changeMyName(_before: FormState, form: FormData): Promise<FormState> {
  const changed = await act({ name: textOf(form, "name") }, renameAccount);
  if (!changed.ok) return formStateOf(changed.problem, form);
  refresh();
  return { ...done, values: { name: changed.value.name } };
}

export async function changeMyPreferences(_before: FormState, form: FormData): Promise<FormState> {
  const changed = await act(fieldsOf(form), changePreferences);
  if (!changed.ok) return formStateOf(changed.problem, form);
  const { locale, timeZone } = changed.value;
  await rememberLocale(asLocale(locale) ?? "fr");
  return { ...done, values: { locale, timeZone } };
}

export async function changeMyNotices(_before: FormState, form: FormData): Promise<FormState> {
  const { notices, digestHour } = fieldsOf(form);
  const input = { notices: notices as "all", digestHour: digestHour === undefined ? undefined : Number(digestHour) };
  const changed = await act(input, changeNotices);
  if (!changed.ok) return formStateOf(changed.problem, form);
  refresh();
  return { ...done, values: { notices: changed.value.notices, digestHour: String(changed.value.digestHour) } };
}

export async function changeMyPassword(_before: FormState, form: FormData): Promise<FormState> {
  const [{ sessionId }, peer] = await Promise.all([requireViewer(), currentPeer()]);
  const { currentPassword, newPassword } = fieldsOf(form);
  const input = { currentPassword: String(currentPassword), newPassword: String(newPassword) };
  const changed = await act(input, (actor, asked) => changePassword(actor, asked, { peer, sessionId }));
  if (!changed.ok) return formStateOf(changed.problem, form);
  refresh();
  return done;
}

export async function endMySession(_before: FormState, form: FormData): Promise<FormState> {
  const ended = await act({ session: textOf(form, "session") }, endSession);
  if (!ended.ok) return formStateOf(ended.problem, form);
  refresh();
  return done;
}

export async function endMyOtherSessions(_before: FormState, form: FormData): Promise<FormState> {
  const { sessionId } = await requireViewer();
  const ended = await act({ but: sessionId }, signOutEverywhere);
  if (!ended.ok) return formStateOf(ended.problem, form);
  refresh();
  return done;
}

/** The token comes back in the answer, once, and nowhere else. */
export async function createMyToken(_before: FormState, form: FormData): Promise<FormState> {
  const peer = await currentPeer();
  const { name, days, password } = fieldsOf(form);
  const input = { name: String(name), days: Number(days), password: String(password) };
  const created = await act(input, (actor, asked) => createToken(actor, asked, peer));
  if (!created.ok) return formStateOf(created.problem, form);
  refresh();
  return { ...done, values: { token: created.value.token } };
}

export async function revokeMyToken(_before: FormState, form: FormData): Promise<FormState> {
  const revoked = await act({ token: textOf(form, "token") }, revokeToken);
  if (!revoked.ok) return formStateOf(revoked.problem, form);
  refresh();
  return done;
}

export async function openMyFeed(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, {}, openCalendarFeed);
}

export async function revokeMyFeed(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, {}, revokeCalendarFeed);
}
