import { useTranslations } from "next-intl";
import { LinkButton } from "@/app/_ui/button";
import { PublicCard } from "./public-card";

/** Where a single-use link leads once it was used or is too old. */
export function LinkExpired() {
  const t = useTranslations("signIn");
  return (
    <PublicCard
      title={t("linkExpiredTitle")}
      intro={t("linkExpired")}
      foot={<a href="/sign-in">{t("backToSignIn")}</a>}
    >
      <LinkButton href="/forgotten-password" wide>
        {t("askAgain")}
      </LinkButton>
    </PublicCard>
  );
}
