"use client";

import { useTranslations } from "next-intl";
import { Button, LinkButton } from "./button";
import { MessagePage } from "./message-page";

export type ErrorWordsProps = { error: Error & { digest?: string }; retry: () => void };

/** What is shown when a page breaks: the reference under which the log holds it, never the error itself. */
export function ErrorWords({ error, retry }: ErrorWordsProps) {
  const t = useTranslations("shell.errors");
  return (
    <MessagePage
      title={t("title")}
      words={t("words")}
      reference={error.digest && t("reference", { reference: error.digest })}
      actions={
        <>
          <Button look="primary" icon="refresh" onClick={retry}>
            {t("retry")}
          </Button>
          <LinkButton href="/" data-hard>
            {t("home")}
          </LinkButton>
        </>
      }
    />
  );
}
