import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import type { Coverage as Partly } from "@/lib/figures/coverage-queries";

/** Says what is left out of the figures, since they count only what their reader may read. */
export async function Coverage({ partly }: { partly: Partly[] }) {
  const t = await getTranslations("statistics");
  if (partly.length === 0) return null;
  return (
    <Notice>
      {t("partly")}{" "}
      {partly.map(({ workspace, readable, projects }) => t("partlyOf", { workspace, readable, projects })).join(" ")}
    </Notice>
  );
}
