"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./button";
import { Icon } from "./icons";
import styles from "./toast.module.css";

type Toast = { id: number; words: string; tone: "success" | "danger" };

const happened = "guichet:toast";
const shownFor = 8_000;
let lastId = 0;

/** Says something that passes ("Lien copié"). Nothing that matters may be said only here. */
export function showToast(words: string, tone: Toast["tone"] = "success") {
  lastId += 1;
  window.dispatchEvent(new CustomEvent<Toast>(happened, { detail: { id: lastId, words, tone } }));
}

/** Where toasts appear and are read aloud; stands once, in the frame. A refusal stays until it is put away. */
export function ToastRegion() {
  const t = useTranslations("ui");
  const [toasts, setToasts] = useState<Toast[]>([]);
  const putAway = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  useEffect(() => {
    const receive = (event: Event) => {
      const toast = (event as CustomEvent<Toast>).detail;
      setToasts((shown) => [...shown.slice(-2), toast]);
      if (toast.tone === "success") {
        setTimeout(() => setToasts((shown) => shown.filter((one) => one.id !== toast.id)), shownFor);
      }
    };
    window.addEventListener(happened, receive);
    return () => window.removeEventListener(happened, receive);
  }, []);
  return (
    <div className={styles.region} role="status">
      {toasts.map((toast) => (
        <div key={toast.id} className={styles.toast} data-tone={toast.tone}>
          <Icon name={toast.tone === "success" ? "check" : "alert"} />
          <p className={styles.words}>{toast.words}</p>
          <IconButton icon="close" size="small" label={t("close")} onClick={() => putAway(toast.id)} />
        </div>
      ))}
    </div>
  );
}
