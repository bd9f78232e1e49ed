"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ChangeEvent, type ClipboardEvent, type DragEvent, type ReactNode, useId, useState } from "react";
import { lookClasses } from "../button";
import { formatFileSize } from "../file-size";
import { Icon } from "../icons";
import { chosenFiles, droppedFiles } from "./chosen-files";
import styles from "./file-drop.module.css";
import { SentFileLine } from "./sent-file-line";
import { TransferSummary } from "./transfer-summary";
import type { Uploads } from "./use-uploads";

type Props = {
  uploads: Uploads;
  /** Largest size of one file, in bytes. */
  maximumSize: number;
  /** What is written beside the files: dropping or pasting there adds them too. */
  children: ReactNode;
  /** A folder can be chosen too, with all that is in it. */
  folders?: boolean;
  /** Buttons at the end of the line that holds the "attach" button. */
  actions?: ReactNode;
};

/** A place to write in, upon which files can be dropped or pasted, and the list of those on their way. */
export function FileDrop({ uploads, maximumSize, folders, children, actions }: Props) {
  const [over, setOver] = useState(false);
  const receive = (event: DragEvent | ClipboardEvent, transfer: DataTransfer) => {
    setOver(false);
    if (!transfer.files.length) return;
    event.preventDefault();
    void droppedFiles(transfer).then(uploads.add);
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
      onDrop={(event) => receive(event, event.dataTransfer)}
      onPaste={(event) => receive(event, event.clipboardData)}
    >
      {children}
      {uploads.files.length > 0 && <SentFiles uploads={uploads} />}
      <div className={styles.foot}>
        <Chooser uploads={uploads} maximumSize={maximumSize} folders={folders} />
        {actions}
      </div>
    </div>
  );
}

/** Lines drawn at most: of a folder of thousands, those that are on their way or stopped. */
const mostLines = 50;

function SentFiles({ uploads }: { uploads: Uploads }) {
  const t = useTranslations("files");
  const { files } = uploads;
  const shown = files.length <= mostLines ? files : files.filter(({ state }) => state !== "kept").slice(0, mostLines);
  return (
    <>
      <TransferSummary files={files} />
      <ul className={styles.list} aria-label={t("attached")}>
        {shown.map((file) => (
          <SentFileLine
            key={file.key}
            file={file}
            onPause={() => uploads.pause(file.key)}
            onResume={() => uploads.resume(file.key)}
            onRemove={() => uploads.remove(file.key)}
          />
        ))}
      </ul>
    </>
  );
}

function Chooser({ uploads, maximumSize, folders }: Pick<Props, "uploads" | "maximumSize" | "folders">) {
  const t = useTranslations("files");
  const id = useId();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void uploads.add(chosenFiles(event.target.files));
    // So that the same file can be chosen again after it was removed.
    event.target.value = "";
  };
  const shared = { type: "file", className: "visually-hidden", "aria-describedby": `${id}-hint`, onChange: choose };
  return (
    <span className={styles.chooser}>
      <input {...shared} id={id} multiple />
      <label htmlFor={id} className={lookClasses({ look: folders ? "secondary" : "quiet" })}>
        <Icon name="paperclip" />
        {t(folders ? "choose" : "attach")}
      </label>
      {folders && (
        <>
          <input {...shared} id={`${id}-folder`} {...{ webkitdirectory: "" }} />
          <label htmlFor={`${id}-folder`} className={lookClasses({ look: "secondary" })}>
            <Icon name="folder" />
            {t("chooseFolder")}
          </label>
        </>
      )}
      <span id={`${id}-hint`} className={styles.hint}>
        {t(folders ? "hintFolder" : "hint", { size: formatFileSize(maximumSize, useLocale()) })}
      </span>
    </span>
  );
}
