import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { Timestamp } from "@/app/_ui/timestamp";
import type { TicketPage } from "../read-ticket";
import { declare, end, tell } from "./actions";
import styles from "./problem.module.css";

/** Of an incident, for who runs it: whether it is a major one, since when and why, and what is told to all whom it touches. */
export async function MajorPanel({ page }: { page: TicketPage }) {
  const { ticket, actions } = page;
  if (ticket.kind !== "incident" || !actions.includes("change")) return null;
  if (!ticket.majorSince) return ticket.phase === "closed" ? null : <Declare page={page} />;
  const t = await getTranslations("problems");
  const told = page.messages.filter(({ nature }) => nature === "communication");
  return (
    <Panel title={t("major")}>
      <p>
        {t("since")} <Timestamp at={ticket.majorSince} />
      </p>
      <p className={styles.words}>{reasonOf(page)}</p>
      <p className={styles.quiet}>{t("touched", { count: page.processes.touched.length })}</p>
      {told.length > 0 && (
        <ul className={styles.list} aria-label={t("communications")}>
          {told.map(({ id, createdAt, body }) => (
            <li key={id}>
              <a href={`#message-${id}`}>
                <Timestamp at={createdAt} />
              </a>{" "}
              <span className={styles.quiet}>{body.slice(0, 80)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        <Tell page={page} />
        <End page={page} />
      </div>
    </Panel>
  );
}

function reasonOf({ events }: TicketPage): string {
  const declared = events.filter(({ type }) => type === "ticket.declaredMajor").at(-1);
  return String((declared?.payload as { reason?: string } | undefined)?.reason ?? "");
}

async function Tell({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  return (
    <QuestionDialog
      icon="send"
      size="small"
      look="primary"
      label={t("tell")}
      title={t("tellTitle")}
      intro={t("tellIntro", { count: page.processes.touched.length })}
      questions={[{ name: "text", label: t("text"), type: "longText", rows: 5 }]}
      fields={{ ticket: page.ticket.reference }}
      action={tell}
      submitLabel={t("tell")}
      doneWords={t("told")}
    />
  );
}

async function End({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  return (
    <QuestionDialog
      size="small"
      label={t("end")}
      title={t("endTitle")}
      questions={[{ name: "reason", label: t("reason"), maxLength: 500 }]}
      fields={{ ticket: page.ticket.reference }}
      action={end}
      submitLabel={t("end")}
      doneWords={t("saved")}
    />
  );
}

async function Declare({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  return (
    <Panel>
      <QuestionDialog
        look="quiet"
        size="small"
        icon="alert"
        label={t("declare")}
        title={t("declareTitle")}
        intro={t("declareIntro")}
        questions={[{ name: "reason", label: t("reason"), maxLength: 500 }]}
        fields={{ ticket: page.ticket.reference }}
        action={declare}
        submitLabel={t("declare")}
        doneWords={t("declared")}
      />
    </Panel>
  );
}
