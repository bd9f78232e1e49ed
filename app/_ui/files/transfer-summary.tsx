"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { formatFileSize } from "../file-size";
import styles from "./file-drop.module.css";
import type { SentFile } from "./use-uploads";

/** Seconds over which the speed is taken. */
const span = 10;

/** Of all the files together: how much is sent, how fast, and how long it will take. Nothing for a few small files. */
export function TransferSummary({ files }: { files: SentFile[] }) {
  const t = useTranslations("files");
  const locale = useLocale();
  const format = useFormatter();
  const sum = (facts: (file: SentFile) => number) => files.reduce((total, file) => total + facts(file), 0);
  const size = sum((file) => (file.state === "refused" ? 0 : file.size));
  const sent = sum((file) => file.sent);
  const kept = files.filter(({ state }) => state === "kept").length;
  const going = files.some(({ state }) => state === "sending");
  const speed = useSpeed(sent, going);
  if (files.length < 2 && size < 20_000_000) return null;
  const left = speed > 0 ? (size - sent) / speed : null;
  const bytes = (count: number) => formatFileSize(count, locale);
  return (
    <p className={styles.summary}>
      {t("summary", { kept: format.number(kept), files: files.length, sent: bytes(sent), size: bytes(size) })}
      {going && left !== null && ` · ${t("speed", { speed: bytes(speed), left: timeLeft(left, locale) })}`}
    </p>
  );
}

/** Bytes a second over the last seconds; 0 until it is known. */
function useSpeed(sent: number, going: boolean): number {
  const [speed, setSpeed] = useState(0);
  const latest = useRef(sent);
  latest.current = sent;
  useEffect(() => {
    if (!going) return;
    const seen = [{ at: Date.now(), sent: latest.current }];
    const timer = setInterval(() => {
      const now = { at: Date.now(), sent: latest.current };
      seen.push(now);
      if (seen.length > span) seen.shift();
      const [first] = seen;
      if (first && now.at > first.at) setSpeed(Math.max(0, (1_000 * (now.sent - first.sent)) / (now.at - first.at)));
    }, 1_000);
    return () => clearInterval(timer);
  }, [going]);
  return speed;
}

function timeLeft(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 90 ? [seconds, "second"] : seconds < 5_400 ? [seconds / 60, "minute"] : [seconds / 3_600, "hour"];
  const options = { style: "unit", unit: unit as string, unitDisplay: "long", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, options).format(Math.max(1, Math.ceil(value as number)));
}
