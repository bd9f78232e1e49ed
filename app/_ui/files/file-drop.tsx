"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useState } from "react";
import { lookClasses } from "../button";
import { formatFileSize } from "../file-size";
import { Icon } from "../icons";
import styles from "./file-drop.module.css";
import { SentFileLine } from "./sent-file-line";
import type { Uploads } from "./use-uploads";

type Props = {
  uploads: Uploads;
  /** Largest size of one file, in bytes. */
  maximumSize: number;
  /** What is written beside the files: dropping or pasting there adds them too. */
  children: ReactNode;
  /** Buttons at the end of the line that holds the "attach" button. */
  actions?: ReactNode;
};

/** A place to write in, upon which files can be dropped or pasted, and the list of those on their way. */
export function FileDrop({ uploads, maximumSize, children, actions }: Props) {
  const [over, setOver] = useState(false);
  const receive = (event: DragEvent | ClipboardEvent, list: FileList | undefined) => {
    setOver(false);
    if (!list?.length) return;
    event.preventDefault();
    void uploads.add([...list]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are comforts; the button below does the same.
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => receive(event, event.dataTransfer.files)}
      onPaste={(event) => receive(event, event.clipboardData.files)}
    >
      {children}
      {uploads.files.length > 0 && <SentFiles uploads={uploads} />}
      <div className={styles.foot}>
        <Chooser uploads={uploads} maximumSize={maximumSize} />
        {actions}
      </div>
    </div>
  );
}

function SentFiles({ uploads }: { uploads: Uploads }) {
  const t = useTranslations("files");
  return (
    <ul className={styles.list} aria-label={t("attached")}>
      {uploads.files.map((file) => (
        <SentFileLine
          key={file.key}
          file={file}
          onPause={() => uploads.pause(file.key)}
          onResume={() => uploads.resume(file.key)}
          onRemove={() => uploads.remove(file.key)}
        />
      ))}
    </ul>
  );
}

function Chooser({ uploads, maximumSize }: Pick<Props, "uploads" | "maximumSize">) {
  const t = useTranslations("files");
  const id = useId();
  return (
    <span className={styles.chooser}>
      <input
        id={id}
        type="file"
        multiple
        className="visually-hidden"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          void uploads.add([...(event.target.files ?? [])]);
          // So that the same file can be chosen again after it was removed.
          event.target.value = "";
        }}
      />
      <label htmlFor={id} className={lookClasses({ look: "quiet" })}>
        <Icon name="paperclip" />
        {t("attach")}
      </label>
      <span id={`${id}-hint`} className={styles.hint}>
        {t("hint", { size: formatFileSize(maximumSize, useLocale()) })}
      </span>
    </span>
  );
}
