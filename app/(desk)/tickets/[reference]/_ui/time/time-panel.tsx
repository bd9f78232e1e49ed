import { getFormatter, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { Question } from "@/app/_ui/question-field";
import { durationOf } from "@/lib/timesheets/time";
import type { ListedTime } from "@/lib/timesheets/time-queries";
import type { TicketPage } from "../read-ticket";
import { correctOne, removeOne, writeDownTime } from "./actions";
import styles from "./time.module.css";

/** Who spent how much time on the ticket; nothing at all for who may not read it. */
export async function TimePanel({ page }: { page: TicketPage }) {
  const { actions, processes } = page;
  if (!actions.includes("readTime")) return null;
  const t = await getTranslations("timesheets");
  const { time } = processes;
  if (time.length === 0 && !actions.includes("writeTime")) return null;
  return (
    <Panel title={t("title")} actions={actions.includes("writeTime") && <Add page={page} />}>
      {time.length === 0 ? <p>{t("nothing")}</p> : <Sums time={time} />}
      <ul className={styles.entries}>
        {time.map((entry) => (
          <Entry key={entry.id} entry={entry} page={page} />
        ))}
      </ul>
    </Panel>
  );
}

async function Sums({ time }: { time: ListedTime[] }) {
  const t = await getTranslations("timesheets");
  const accounted = time.reduce((sum, entry) => sum + entry.accountedMinutes, 0);
  const known = time.filter((entry) => entry.realMinutes !== null);
  const real = known.reduce((sum, entry) => sum + entry.realMinutes!, 0);
  return (
    <p className={styles.sums}>
      {t("accounted", { time: durationOf(accounted) })}
      {known.length > 0 && <span>{t("real", { time: durationOf(real) })}</span>}
    </p>
  );
}

async function Entry({ entry, page }: { entry: ListedTime; page: TicketPage }) {
  const [t, format] = await Promise.all([getTranslations("timesheets"), getFormatter()]);
  const day = format.dateTime(new Date(`${entry.spentOn}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <li className={styles.entry}>
      <span className={styles.line}>
        <strong>{durationOf(entry.accountedMinutes)}</strong>
        {entry.realMinutes !== null && (
          <span className={styles.quiet}>{t("real", { time: durationOf(entry.realMinutes) })}</span>
        )}
      </span>
      <span className={styles.quiet}>
        {entry.personName ?? t("somebody")} · {day}
      </span>
      {entry.description && <span className={styles.words}>{entry.description}</span>}
      {page.actions.includes("writeTime") && <Acts entry={entry} day={day} page={page} />}
    </li>
  );
}

async function Acts({ entry, day, page }: { entry: ListedTime; day: string; page: TicketPage }) {
  const t = await getTranslations("timesheets");
  const fields = { ticket: page.ticket.reference, entry: entry.id };
  const name = `${durationOf(entry.accountedMinutes)}, ${day}`;
  return (
    <span className={styles.acts}>
      <QuestionDialog
        look="quiet"
        size="small"
        label={t("correct")}
        aria-label={t("correctNamed", { name })}
        title={t("correctNamed", { name })}
        intro={t("correctIntro")}
        questions={await questionsOf(page, entry)}
        fields={fields}
        action={correctOne}
        submitLabel={t("save")}
        doneWords={t("saved")}
      />
      <QuestionDialog
        look="quiet"
        size="small"
        label={t("remove")}
        aria-label={t("removeNamed", { name })}
        title={t("removeNamed", { name })}
        intro={t("removeIntro")}
        questions={[]}
        fields={fields}
        action={removeOne}
        submitLabel={t("remove")}
        doneWords={t("saved")}
      />
    </span>
  );
}

async function Add({ page }: { page: TicketPage }) {
  const t = await getTranslations("timesheets");
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="plus"
      label={t("add")}
      title={t("addTitle")}
      questions={await questionsOf(page)}
      fields={{ ticket: page.ticket.reference }}
      action={writeDownTime}
      submitLabel={t("add")}
      doneWords={t("saved")}
    />
  );
}

async function questionsOf({ actions, viewer }: TicketPage, entry?: ListedTime): Promise<Question[]> {
  const t = await getTranslations("timesheets");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: viewer.account.timeZone }).format(new Date());
  const real = entry?.realMinutes == null ? "" : durationOf(entry.realMinutes);
  return [
    { name: "spentOn", label: t("spentOn"), type: "date", value: entry?.spentOn ?? today },
    {
      name: "accountedMinutes",
      label: t("accountedTime"),
      hint: t("timeHint"),
      value: entry ? durationOf(entry.accountedMinutes) : "",
      maxLength: 10,
    },
    ...(actions.includes("readRealTime")
      ? [{ name: "realMinutes", label: t("realTime"), hint: t("realHint"), value: real, optional: true, maxLength: 10 }]
      : []),
    { name: "description", label: t("description"), value: entry?.description ?? "", optional: true, maxLength: 500 },
  ];
}
