"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useRef, useState } from "react";
import { Button, type ButtonProps, IconButton } from "./button";
import styles from "./dialog.module.css";
import { joinClasses } from "./join-classes";

type DialogProps = { open: boolean; onClose: () => void; title: string; wide?: boolean; children: ReactNode };

/** Where the focus goes when there is something to write; else the browser chooses. */
const firstField = ":is(input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select):not([readonly])";

const CloseContext = createContext<() => void>(() => {});

/** For what stands inside a Dialog: closes it. */
export const useCloseDialog = () => useContext(CloseContext);

/** A native modal dialog: the browser keeps the focus in it, gives it back after, and closes it on Escape. */
export function Dialog({ open, onClose, title, wide, children }: DialogProps) {
  const t = useTranslations("ui");
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>(firstField)?.focus();
    }
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a comfort; the keyboard has Escape.
    <dialog
      ref={element}
      className={joinClasses(styles.dialog, wide && styles.wide)}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <header className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </header>
      <div className={styles.body}>{open && <CloseContext value={onClose}>{children}</CloseContext>}</div>
    </dialog>
  );
}

type DialogButtonProps = Omit<ButtonProps, "children" | "title" | "wide"> & {
  label: string;
  title: string;
  wide?: boolean;
  children: ReactNode;
};

/** A button and the dialog it opens; what is inside is drawn only while open. */
export function DialogButton({ label, title, wide, children, ...button }: DialogButtonProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button {...button} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={close} title={title} wide={wide}>
        {children}
      </Dialog>
    </>
  );
}

/** The buttons that end a dialog, with the one that leaves it untouched. */
export function DialogActions({ children }: { children: ReactNode }) {
  const t = useTranslations("ui");
  const close = useCloseDialog();
  return (
    <div className={styles.actions}>
      <Button onClick={close}>{t("cancel")}</Button>
      {children}
    </div>
  );
}
