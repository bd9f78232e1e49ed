"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { type Revised, revise } from "../actions";

type Revision = Parameters<typeof revise>[0];

/** The life of a form that changes a ticket: sends a revision, keeps the refusal, and after a conflict the ticket as it stands. */
export function useRevision(done: () => void) {
  const t = useTranslations("ticketForms");
  const [pending, start] = useTransition();
  const [answer, setAnswer] = useState<Revised>({});
  const send = (revision: Revision) =>
    start(async () => {
      try {
        const said = await revise(revision);
        setAnswer(said);
        if (!said.refusal) done();
      } catch (error) {
        unstable_rethrow(error);
        setAnswer({ refusal: t("connectionLost") });
      }
    });
  return { ...answer, pending, send, forget: () => setAnswer({}) };
}
