"use server";

import { textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { retryOutgoingMail } from "@/lib/outgoing-mail/retry-outgoing-mail";

export async function sendMailAgain(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { mail: textOf(form, "mail") }, retryOutgoingMail);
}
