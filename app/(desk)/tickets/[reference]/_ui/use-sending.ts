"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useState, useTransition } from "react";
import { attemptOf } from "@/app/_ui/attempt";
import type { KeptFile, Uploads } from "@/app/_ui/files/use-uploads";
import { sendNote, sendReply } from "../actions";

export interface WrittenDraft {
  text: string;
  files: KeptFile[];
  status: string;
  /** The key and the content of the last attempt: the same content sent again after a cut is one message, not two. */
  attempt: string;
}

type Sending = {
  reference: string;
  mode: "reply" | "note";
  draft: WrittenDraft;
  uploads: Uploads;
  change: (facts: Partial<WrittenDraft>) => void;
  clear: () => void;
};

/** Sends what was written; it is thrown away only once the server says that it is kept. `sent` is what can be taken back for a moment. */
export function useSending({ reference, mode, draft, uploads, change, clear }: Sending) {
  const t = useTranslations("ticketForms");
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const [sent, setSent] = useState<string>();

  const deliver = async () => {
    const words = {
      ticket: reference,
      text: draft.text.trim() || t("composer.seeFiles"),
      uploads: uploads.kept.map((file) => file.id),
    };
    const wished = mode === "reply" && draft.status ? { ...words, status: draft.status } : words;
    const attempt = attemptOf(draft.attempt, JSON.stringify(wished));
    change({ attempt: attempt.kept });
    try {
      const said = mode === "note" ? await sendNote(attempt.key, words) : await sendReply(attempt.key, wished);
      setRefusal(said.refusal);
      if (said.refusal) return;
      clear();
      uploads.restore([]);
      setSent(said.message);
    } catch (error) {
      unstable_rethrow(error);
      setRefusal(t("connectionLost"));
    }
  };

  const send = () => {
    if (pending) return;
    if (uploads.busy) setRefusal(t("composer.filesOnTheirWay"));
    else if (!draft.text.trim() && uploads.kept.length === 0) setRefusal(t("composer.empty"));
    else start(deliver);
  };
  return { refusal, pending, send, sent, forgetSent: useCallback(() => setSent(undefined), []) };
}
