"use server";

import { actUnknown } from "@/app/_doors/act";
import { fieldsOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { currentPeer } from "@/app/_doors/peer";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { requestReset } from "@/lib/accounts/request-reset";

export async function askForReset(_before: FormState, form: FormData): Promise<FormState> {
  const peer = await currentPeer();
  const { mail } = fieldsOf(form);
  const asked = await actUnknown({ mail: String(mail) }, (actor, input) => requestReset(actor, input, peer));
  return asked.ok ? { ...untouched, done: true } : formStateOf(asked.problem, form);
}
