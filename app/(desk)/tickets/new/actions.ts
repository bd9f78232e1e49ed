"use server";

import { actOnce } from "@/app/_doors/act-once";
import { formErrorsOf } from "@/app/_doors/form-state";
import type { FieldError } from "@/app/_ui/error-summary";
import { openTicket } from "@/lib/tickets/open-ticket";

type Asked = Parameters<typeof openTicket>[1];

/** Opens a ticket and gives its reference; what is refused comes back as sentences. */
export async function open(key: string, asked: Asked): Promise<{ reference: string } | { errors: FieldError[] }> {
  const outcome = await actOnce(key, asked, async (actor, input) => {
    const { reference } = await openTicket(actor, input);
    return { reference };
  });
  return outcome.ok ? outcome.value : { errors: await formErrorsOf(outcome.problem) };
}
