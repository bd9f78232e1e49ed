import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { listOwnSessions } from "@/lib/accounts/session-queries";
import { browserName } from "../../_ui/browser-name";
import { endMyOtherSessions, endMySession } from "../actions";
import styles from "./account.module.css";

type Session = Awaited<ReturnType<typeof listOwnSessions>>[number];

/** Where one is signed in, each of which can be ended; what ended is refused at its next request. */
export function SessionsPanel({ sessions, currentId }: { sessions: Session[]; currentId: string }) {
  const t = useTranslations("account");
  const endOthers = (
    <ActForm action={endMyOtherSessions} fields={{}}>
      <SubmitButton look="secondary" size="small" icon="sign-out">
        {t("endOthers")}
      </SubmitButton>
    </ActForm>
  );
  return (
    <Panel title={t("sessions")} count={sessions.length} flush id="sessions" actions={sessions.length > 1 && endOthers}>
      <Table caption={t("sessionsCaption")}>
        <thead>
          <tr>
            <th scope="col">{t("where")}</th>
            <th scope="col">{t("opened")}</th>
            <th scope="col">{t("lastSeen")}</th>
            <th scope="col">{t("act")}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Row key={session.id} session={session} current={session.id === currentId} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function Row({ session, current }: { session: Session; current: boolean }) {
  const t = useTranslations("account");
  const name = browserName(session.userAgent) || t("unknownBrowser");
  return (
    <tr>
      <td data-main>
        <span className={styles.where}>
          {name}
          {current && <Badge tone="success">{t("thisBrowser")}</Badge>}
        </span>
        <small>{session.address}</small>
      </td>
      <td data-label={t("opened")} data-quiet>
        <Timestamp at={session.createdAt} />
      </td>
      <td data-label={t("lastSeen")} data-quiet>
        <Timestamp at={session.lastSeenAt} show="relative" />
      </td>
      <td>
        {!current && (
          <ActForm action={endMySession} fields={{ session: session.id }}>
            <SubmitButton look="quiet" size="small" aria-label={t("endNamed", { name })}>
              {t("end")}
            </SubmitButton>
          </ActForm>
        )}
      </td>
    </tr>
  );
}
