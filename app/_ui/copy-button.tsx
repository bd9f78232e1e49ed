"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";

type Props = Pick<ButtonProps, "look" | "size"> & { text: string; label?: string };

/** Puts a text on the clipboard and says that it is there. */
export function CopyButton({ text, label, look = "secondary", size }: Props) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 3_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      look={look}
      size={size}
      icon={copied ? "check" : "copy"}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{copied ? t("copied") : (label ?? t("copy"))}</span>
    </Button>
  );
}
