import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { getAccountDetails } from "@/lib/accounts/account-list-queries";
import { browserName } from "../../../_ui/browser-name";

type Attempt = NonNullable<Awaited<ReturnType<typeof getAccountDetails>>>["attempts"][number];

const tones = { accepted: "success", refused: "warning", throttled: "danger" } as const;

/** Who tried to sign in as this person, from where, and what came of it. */
export function AttemptsPanel({ attempts }: { attempts: Attempt[] }) {
  const t = useTranslations("accounts");
  return (
    <Panel title={t("attempts")} flush={attempts.length > 0} id="attempts">
      {attempts.length === 0 ? (
        <p>{t("noAttempt")}</p>
      ) : (
        <Table caption={t("attempts")}>
          <thead>
            <tr>
              <th scope="col">{t("when")}</th>
              <th scope="col">{t("from")}</th>
              <th scope="col">{t("outcome")}</th>
            </tr>
          </thead>
          <tbody>
            {attempts.map((attempt) => (
              <tr key={attempt.id}>
                <td data-quiet data-label={t("when")}>
                  <Timestamp at={attempt.at} />
                </td>
                <td data-main>
                  {browserName(attempt.userAgent) || t("unknownBrowser")} ({attempt.address})
                </td>
                <td data-label={t("outcome")}>
                  <Badge tone={tones[attempt.outcome]}>{t(`attemptOutcomes.${attempt.outcome}`)}</Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
