"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Button, Spinner } from "@/app/_ui/button";
import { showToast } from "@/app/_ui/toast-region";
import { takeBackSeconds } from "@/lib/outgoing-mail/take-back";
import { type TakenBack, takeBack } from "../actions";
import styles from "./take-back-bar.module.css";

type Props = {
  /** What has just been sent. */
  message: string;
  mode: "reply" | "note";
  onTaken: (taken: TakenBack) => void;
  onEnd: () => void;
};

/** "Sent. Cancel (10 s)": while it is there, nobody has received anything by mail. */
export function TakeBackBar({ message, mode, onTaken, onEnd }: Props) {
  const t = useTranslations("ticketForms.takeBack");
  const left = useSecondsLeft(takeBackSeconds, onEnd);
  const [pending, start] = useTransition();
  const cancel = () =>
    start(async () => {
      try {
        const taken = await takeBack(message);
        if (taken.refusal) return showToast(taken.refusal, "danger");
        onTaken(taken);
        showToast(t(taken.status === "kept" ? "statusKept" : "done"));
      } catch (error) {
        unstable_rethrow(error);
        showToast(t("connectionLost"), "danger");
      } finally {
        onEnd();
      }
    });
  return (
    <div className={styles.bar}>
      {/* Said once: a countdown that speaks each second would cover everything else. */}
      <p role="status">{t("sent", { mode, seconds: takeBackSeconds })}</p>
      <Button
        size="small"
        aria-label={t("label")}
        aria-disabled={pending || undefined}
        onClick={() => !pending && cancel()}
      >
        {pending && <Spinner />}
        {t("cancel", { seconds: left })}
      </Button>
    </div>
  );
}

function useSecondsLeft(seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const now = Math.ceil((end - Date.now()) / 1000);
      setLeft(Math.max(now, 0));
      if (now <= 0) onEnd();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds, onEnd]);
  return left;
}
