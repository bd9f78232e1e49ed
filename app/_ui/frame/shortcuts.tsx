"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { Dialog } from "../dialog";
import { Choice } from "../field";
import { Kbd } from "../kbd";
import { listenToKeys, listShortcuts, type Shortcut, shortcutsAreOn, turnShortcuts } from "./keys";
import styles from "./shortcuts.module.css";

/**
 * Keys for those who work here all day. Any link, button or field with `data-shortcut="r"` (or "g t") answers to it and
 * is listed under `?`. They can be turned off (WCAG 2.1.4), as single letters hinder who dictates.
 */
export function Shortcuts() {
  const t = useTranslations("shell.shortcuts");
  const [shown, setShown] = useState<Shortcut[] | null>(null);
  const [on, setOn] = useState(true);
  const close = useCallback(() => setShown(null), []);
  useEffect(() => {
    setOn(shortcutsAreOn());
    return listenToKeys(() => setShown(listShortcuts()));
  }, []);
  const turn = (wanted: boolean) => {
    turnShortcuts(wanted);
    setOn(wanted);
  };
  return (
    <Dialog open={shown !== null} onClose={close} title={t("title")}>
      <ul className={styles.list}>
        <KeyLine keys="j" also="k" label={t("rows")} />
        {shown?.map((shortcut) => (
          <KeyLine key={shortcut.keys} keys={shortcut.keys} label={shortcut.label} />
        ))}
      </ul>
      <Choice name="shortcuts" label={t("on")} checked={on} onChange={(event) => turn(event.target.checked)} />
    </Dialog>
  );
}

function KeyLine({ keys, also, label }: { keys: string; also?: string; label: string }) {
  return (
    <li className={styles.line}>
      <span>{label}</span>
      <span className={styles.keys}>
        {[...keys.split(" "), ...(also ? [also] : [])].map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
    </li>
  );
}
