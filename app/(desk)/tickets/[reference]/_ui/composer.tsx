"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Spinner } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FileDrop } from "@/app/_ui/files/file-drop";
import { useKeptFiles } from "@/app/_ui/files/use-kept-files";
import { type KeptFile, useUploads } from "@/app/_ui/files/use-uploads";
import { Icon } from "@/app/_ui/icons";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useDraft } from "@/app/_ui/use-draft";
import type { TakenBack } from "../actions";
import styles from "./composer.module.css";
import type { Option } from "./property-fields";
import { TakeBackBar } from "./take-back-bar";
import { useSending } from "./use-sending";

type Mode = "reply" | "note";

type Props = {
  reference: string;
  accountId: string;
  /** Largest size of one file, in bytes. */
  maximumSize: number;
  modes: Mode[];
  /** Who receives an answer. */
  readers: string[];
  /** The statuses in which an answer may leave the ticket; empty for who may not change it. */
  statuses: Option[];
};

/** Where one answers, or writes a note: one at a time, and never to be taken for the other. */
export function Composer(props: Props) {
  const t = useTranslations("ticketForms.composer");
  const [mode, setMode] = useState<Mode>(props.modes[0]!);
  const words = useRef<HTMLDivElement>(null);
  const choose = (chosen: Mode) => {
    setMode(chosen);
    requestAnimationFrame(() =>
      words.current?.querySelector<HTMLElement>("[data-mode]:not([hidden]) textarea")?.focus(),
    );
  };
  return (
    <section className={styles.composer} data-mode={mode} aria-label={t(`modes.${mode}`)} ref={words} id="composer">
      {props.modes.length > 1 && (
        <fieldset className={styles.modes} aria-label={t("choice")}>
          {props.modes.map((one) => (
            <button
              key={one}
              type="button"
              className={styles.mode}
              aria-pressed={one === mode}
              data-shortcut={one === "reply" ? "r" : "n"}
              onClick={() => choose(one)}
            >
              <Icon name={one === "reply" ? "reply" : "lock"} size={14} />
              {t(`modes.${one}`)}
            </button>
          ))}
        </fieldset>
      )}
      {/* Both stay: what is written as a note, and its files, can never slip into an answer. */}
      {props.modes.map((one) => (
        <div key={one} hidden={one !== mode} data-mode={one}>
          <Writing {...props} mode={one} />
        </div>
      ))}
    </section>
  );
}

const nothing = { text: "", files: [] as KeptFile[], status: "", attempt: "" };

function Writing({ reference, accountId, maximumSize, mode, readers, statuses }: Props & { mode: Mode }) {
  const t = useTranslations("ticketForms.composer");
  const format = useFormatter();
  const kept = useDraft(`${accountId}:${reference}:${mode}`, nothing);
  const { draft, change, clear } = kept;
  const uploads = useUploads(maximumSize);
  useKeptFiles(kept, uploads);
  const { refusal, pending, send, sent, forgetSent } = useSending({ reference, mode, draft, uploads, change, clear });
  const id = `composer-${mode}`;
  const writeOn = ({ text = "", files = [] }: TakenBack) => {
    const words = text === t("seeFiles") ? "" : text;
    change({ text: [words, draft.text].filter(Boolean).join("\n\n") });
    uploads.restore([...files, ...uploads.kept]);
    document.getElementById(id)?.focus();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {sent && <TakeBackBar key={sent} message={sent} mode={mode} onTaken={writeOn} onEnd={forgetSent} />}
      <label className={styles.who} htmlFor={id}>
        {mode === "note"
          ? t("noteReaders")
          : readers.length > 0
            ? t("readers", { names: format.list(readers.slice(0, 3)), others: Math.max(0, readers.length - 3) })
            : t("noReaders")}
      </label>
      <ErrorSummary errors={refusal ? [{ message: refusal, field: id }] : []} />
      <FileDrop
        uploads={uploads}
        maximumSize={maximumSize}
        actions={
          <span className={styles.send}>
            {mode === "reply" && statuses.length > 0 && (
              <select
                className={styles.status}
                aria-label={t("statusAfter")}
                value={draft.status}
                onChange={(event) => change({ status: event.target.value })}
              >
                <option value="">{t("sameStatus")}</option>
                {statuses.map((status) => (
                  <option key={status.value} value={status.value}>
                    {t("thenStatus", { status: status.label })}
                  </option>
                ))}
              </select>
            )}
            <SubmitButton icon={mode === "note" ? "lock" : "send"} aria-disabled={pending || undefined}>
              {pending && <Spinner />}
              {t(mode === "note" ? "addNote" : "sendReply")}
            </SubmitButton>
          </span>
        }
      >
        <textarea
          id={id}
          className={styles.text}
          rows={5}
          maxLength={100_000}
          placeholder={t(mode === "note" ? "notePlaceholder" : "replyPlaceholder")}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </FileDrop>
    </form>
  );
}
