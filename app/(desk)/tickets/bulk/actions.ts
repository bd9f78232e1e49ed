"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { formErrorsOf, sentenceOf } from "@/app/_doors/form-state";
import type { FieldError } from "@/app/_ui/error-summary";
import { previewBulkEdit } from "@/lib/operations/preview-bulk-edit";
import { startBulkEdit } from "@/lib/operations/start-bulk-edit";
import { undoBulkEdit } from "@/lib/operations/undo-bulk-edit";

type Asked = Parameters<typeof startBulkEdit>[1];

/** What a bulk edit would do, in words; or what is wrong with what was asked. */
export interface Previewed {
  errors?: FieldError[];
  total?: number;
  changed?: number;
  unchanged?: number;
  refused?: { why: string; count: number; references: string[] }[];
}

export async function preview(asked: Asked): Promise<Previewed> {
  const outcome = await act(asked, previewBulkEdit);
  if (!outcome.ok) return { errors: await formErrorsOf(outcome.problem) };
  const { refused, ...counted } = outcome.value;
  const said = refused.map(async ({ code, details, count, references }) => {
    const why = await sentenceOf({ status: 409, code, details, fields: [] });
    return { why, count, references };
  });
  return { ...counted, refused: await Promise.all(said) };
}

export async function start(asked: Asked): Promise<Previewed> {
  const outcome = await act(asked, startBulkEdit);
  if (!outcome.ok) return { errors: await formErrorsOf(outcome.problem) };
  redirect(`/tickets/operations/${outcome.value.batch}`);
}

export async function undoEdit(batch: string): Promise<{ refusal?: string }> {
  const outcome = await act({ batch }, undoBulkEdit);
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  redirect(`/tickets/operations/${batch}`);
}
