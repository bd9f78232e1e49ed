"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import type { SettingValue } from "@/lib/settings/setting";
import { changeSetting } from "@/lib/workspaces/change-setting";

export async function saveRelays(_before: FormState, form: FormData): Promise<FormState> {
  const value = textOf(form, "relays")
    .split(/[\s,;]+/)
    .filter(Boolean);
  return aim("relays", await submit(form, { key: "mail.trustedRelays" as const, value }, changeSetting));
}

/** One a line: the network, then the name under which its server signs. */
export async function saveResultRelays(_before: FormState, form: FormData): Promise<FormState> {
  const lines = textOf(form, "resultRelays")
    .split("\n")
    .map((line) => line.trim());
  const value = lines.filter(Boolean).map((line) => {
    const [network = "", ...server] = line.split(/[\s,;]+/);
    return { network, server: server.join(" ") };
  });
  return aim("resultRelays", await submit(form, { key: "mail.resultRelays" as const, value }, changeSetting));
}

export async function saveMaximumSize(_before: FormState, form: FormData): Promise<FormState> {
  const value = Math.round(Number(textOf(form, "size").replace(",", ".")) * Number(textOf(form, "unit")));
  return aim("size", await submit(form, { key: "files.maximumSize" as const, value }, changeSetting));
}

export async function saveScanning(_before: FormState, form: FormData): Promise<FormState> {
  const value = textOf(form, "unscanned") as SettingValue<"files.serveUnscanned">;
  return aim("unscanned", await submit(form, { key: "files.serveUnscanned" as const, value }, changeSetting));
}

/** A setting of one field: whatever is at fault in its value is said there, once. */
function aim(field: string, state: FormState): FormState {
  return { ...state, errors: state.errors.slice(0, 1).map(({ message }) => ({ field, message })) };
}

export async function saveSessions(_before: FormState, form: FormData): Promise<FormState> {
  const value = {
    idleMinutes: Number(textOf(form, "idleMinutes")),
    administratorIdleMinutes: Number(textOf(form, "administratorIdleMinutes")),
    absoluteHours: Number(textOf(form, "absoluteHours")),
  };
  return submit(form, { key: "sessions" as const, value }, changeSetting);
}
