import { useTranslations } from "next-intl";
import { LinkButton } from "./button";
import { MessagePage } from "./message-page";

/** The same words for what does not exist and for what the reader may not see: they cannot tell which. */
export function NotFoundWords() {
  const t = useTranslations("shell.errors");
  return (
    <MessagePage
      title={t("notFoundTitle")}
      words={t("notFound")}
      actions={
        <LinkButton href="/" icon="home">
          {t("home")}
        </LinkButton>
      }
    />
  );
}
