"use client";

import { useTranslations } from "next-intl";
import { IconButton } from "../button";
import { FileSize } from "../file-size";
import { Icon } from "../icons";
import type { Translator } from "../translator";
import styles from "./file-drop.module.css";
import type { SentFile } from "./use-uploads";

const icons = {
  waiting: "clock",
  sending: "upload",
  paused: "pause",
  failed: "alert",
  refused: "alert",
  kept: "check",
} as const;

type Props = { file: SentFile; onPause: () => void; onResume: () => void; onRemove: () => void };

/** One file on its way: how far it is, and what can be done. */
export function SentFileLine({ file, onPause, onResume, onRemove }: Props) {
  const t = useTranslations("files");
  const { name } = file;
  const percent = file.size === 0 ? 100 : Math.floor((100 * file.sent) / file.size);
  return (
    <li className={styles.line} data-state={file.state}>
      <Icon name={icons[file.state]} size={14} />
      <span className={styles.name}>{name}</span>
      <span className={styles.fact}>
        <FileSize bytes={file.size} />
      </span>
      {file.state !== "kept" && file.state !== "refused" && (
        <progress className={styles.progress} max={100} value={percent} aria-label={t("progress", { name })} />
      )}
      <span className={styles.fact} role={file.state === "failed" || file.state === "refused" ? "alert" : "status"}>
        {words(t, file, percent)}
      </span>
      <span className={styles.buttons}>
        {(file.state === "sending" || file.state === "waiting") && (
          <IconButton size="small" icon="pause" label={t("pause", { name })} onClick={onPause} />
        )}
        {(file.state === "paused" || file.state === "failed") && (
          <IconButton size="small" icon="refresh" label={t("resume", { name })} onClick={onResume} />
        )}
        <IconButton size="small" icon="close" label={t("remove", { name })} onClick={onRemove} />
      </span>
    </li>
  );
}

/** Each tenth is enough to hear; the bar shows the rest. */
function words(t: Translator<"files">, file: SentFile, percent: number): string {
  if (file.state === "refused") return t("tooLarge");
  if (file.state === "failed") return file.reason ?? t("interrupted");
  if (file.state === "kept") return t("kept");
  if (file.state === "paused") return t("paused");
  if (file.state === "waiting") return t("waiting");
  return t("sent", { percent: percent - (percent % 10) });
}
