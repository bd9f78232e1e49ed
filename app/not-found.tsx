import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BrandedPage } from "./_ui/message-page";
import { NotFoundWords } from "./_ui/not-found-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.errors");
  return { title: t("notFoundTitle") };
}

export default function NotFound() {
  return (
    <BrandedPage>
      <NotFoundWords />
    </BrandedPage>
  );
}
