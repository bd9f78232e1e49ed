import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { odditiesOf } from "@/lib/deposits/kinds";
import type { ReadPackage } from "@/lib/deposits/package-queries";
import { stateTones } from "./package-words";

type Shown = Pick<ReadPackage, "state" | "arrival" | "verdict" | "scannedAt" | "erasedAt" | "flags">;

/** Where a package stands, and what one must know before using it. */
export function PackageBadges({ of }: { of: Shown }) {
  const t = useTranslations("deposits");
  return (
    <>
      <Badge tone={stateTones[of.state]}>{t(`states.${of.state}`)}</Badge>
      {of.arrival !== "ready" && (
        <>
          {" "}
          <Badge tone={of.arrival === "failed" ? "danger" : "info"}>{t(`arrivals.${of.arrival}`)}</Badge>
        </>
      )}
      {of.verdict === "infected" && (
        <>
          {" "}
          <Badge tone="danger">{t("scan.infected")}</Badge>
        </>
      )}
      {odditiesOf(of.flags).length > 0 && (
        <>
          {" "}
          <Badge tone="warning">{t("odd")}</Badge>
        </>
      )}
      {of.erasedAt && (
        <>
          {" "}
          <Badge>{t("erased")}</Badge>
        </>
      )}
    </>
  );
}
