"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { attemptOf } from "@/app/_ui/attempt";
import type { FieldError } from "@/app/_ui/error-summary";
import { useUploads } from "@/app/_ui/files/use-uploads";
import { type Question, readMoments } from "@/app/_ui/question-field";
import { open } from "../../../../tickets/new/actions";

const prefix = "fields.";

export type Filling = {
  form: string;
  questions: Question[];
  /** The form says nothing by itself: a few words are needed. */
  wordsNeeded: boolean;
  projects: { value: string; label: string }[];
  usualProject: string;
  maximumSize: number;
  accountId: string;
};

/** The life of a form that is filled in: its files, one sending, its refusals. What was typed stays in the page. */
export function useFilling({ form: code, questions, maximumSize }: Filling) {
  const t = useTranslations("ticketForms");
  const router = useRouter();
  const uploads = useUploads(maximumSize);
  const [pending, start] = useTransition();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const attempt = useRef("");

  const deliver = async (form: FormData) => {
    const asked = askedOf(
      readMoments(form, questions),
      code,
      uploads.kept.map((file) => file.id),
    );
    const { key, kept } = attemptOf(attempt.current, JSON.stringify(asked));
    attempt.current = kept;
    try {
      const said = await open(key, asked);
      if ("errors" in said) setErrors(said.errors);
      else router.push(`/tickets/${said.reference}?opened=1`);
    } catch (error) {
      unstable_rethrow(error);
      setErrors([{ message: t("connectionLost") }]);
    }
  };

  const send = (form: FormData) => {
    if (pending) return;
    if (uploads.busy) setErrors([{ message: t("composer.filesOnTheirWay") }]);
    else start(() => deliver(form));
  };
  return { uploads, errors, pending, send };
}

function askedOf(form: FormData, code: string, uploads: string[]): Parameters<typeof open>[1] {
  const named = [...form.entries()].filter(([name, value]) => name.startsWith(prefix) && value !== "");
  const message = String(form.get("message") ?? "").trim();
  return {
    form: code,
    project: String(form.get("project")),
    fields: Object.fromEntries(named.map(([name, value]) => [name.slice(prefix.length), String(value)])),
    ...(message ? { message } : {}),
    uploads,
  };
}
