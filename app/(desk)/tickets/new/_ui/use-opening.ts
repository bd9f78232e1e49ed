"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { attemptOf } from "@/app/_ui/attempt";
import type { FieldError } from "@/app/_ui/error-summary";
import { useKeptFiles } from "@/app/_ui/files/use-kept-files";
import { type KeptFile, useUploads } from "@/app/_ui/files/use-uploads";
import { useDraft } from "@/app/_ui/use-draft";
import type { Initiator } from "@/lib/tickets/ticket";
import { titleFromText } from "@/lib/tickets/ticket-title";
import { open } from "../actions";

/** What is being written; the fields after `attempt` are the desk's. */
const nothing = {
  text: "",
  project: "",
  files: [] as KeptFile[],
  attempt: "",
  title: "",
  kind: "",
  category: "",
  impact: "",
  urgency: "",
  requester: "",
  channel: "",
  initiator: "",
};

export type Opening = ReturnType<typeof useOpening>;
export type OpeningDraft = typeof nothing;

/** The ticket after which a new one is written. */
export interface Like {
  reference: string;
  draft: Partial<OpeningDraft>;
}

/** The life of a request before it has a number: a draft, its files, one sending, its refusals. */
export function useOpening(
  accountId: string,
  usualProject: string,
  maximumSize: number,
  initiator?: Initiator,
  like?: Like,
) {
  const t = useTranslations("ticketForms");
  const router = useRouter();
  const [start] = useState(() => ({ ...nothing, ...like?.draft }));
  const kept = useDraft(`${accountId}:${like ? `like:${like.reference}` : "new"}${initiator ?? ""}`, start);
  const uploads = useUploads(maximumSize);
  useKeptFiles(kept, uploads);
  const [pending, run] = useTransition();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { draft, change, clear } = kept;

  const deliver = async () => {
    const asked = askedOf(
      { ...draft, project: draft.project || usualProject, initiator: initiator ?? draft.initiator },
      uploads.kept.map((file) => file.id),
    );
    const attempt = attemptOf(draft.attempt, JSON.stringify(asked));
    change({ attempt: attempt.kept });
    try {
      const said = await open(attempt.key, asked);
      if ("errors" in said) return setErrors(said.errors.map((error) => ({ ...error, field: fieldOf(error.field) })));
      clear();
      router.push(`/tickets/${said.reference}?opened=1`);
    } catch (error) {
      unstable_rethrow(error);
      setErrors([{ message: t("connectionLost") }]);
    }
  };

  const send = () => {
    if (pending) return;
    if (!draft.text.trim()) setErrors([{ field: "message", message: t("opening.empty") }]);
    else if (uploads.busy) setErrors([{ message: t("composer.filesOnTheirWay") }]);
    else run(deliver);
  };
  return { draft, change, uploads, errors, pending, send };
}

/** A title that was made from the message is the message's fault. */
function fieldOf(field?: string) {
  return field === "title" ? "message" : field;
}

type Asked = Parameters<typeof open>[1];

function askedOf(draft: OpeningDraft, uploads: string[]): Asked {
  const { text, project, title, kind, category, impact, urgency, requester, channel, initiator } = draft;
  return {
    project,
    message: text,
    title: title.trim() || titleFromText(text),
    uploads,
    ...(kind ? { kind: kind as Asked["kind"] } : {}),
    ...(category ? { category } : {}),
    ...(impact ? { impact: Number(impact) } : {}),
    ...(urgency ? { urgency: Number(urgency) } : {}),
    ...(requester.trim() ? { requester: requester.trim() } : {}),
    ...(initiator ? { initiator: initiator as Initiator } : {}),
    ...(channel ? { channel: channel as Asked["channel"] } : {}),
  };
}
