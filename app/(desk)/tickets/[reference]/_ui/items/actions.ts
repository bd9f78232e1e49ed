"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { textOf } from "@/app/_doors/form-fields";
import { sentenceOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { linkItem } from "@/lib/items/link-item";
import { unlinkItem } from "@/lib/items/unlink-item";
import type { Said } from "../../actions";

export async function addItem(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ticket: textOf(form, "ticket"), item: textOf(form, "item") }, linkItem);
}

export async function removeItem(ticket: string, item: string): Promise<Said> {
  const outcome = await act({ ticket, item }, unlinkItem);
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  refresh();
  return {};
}
