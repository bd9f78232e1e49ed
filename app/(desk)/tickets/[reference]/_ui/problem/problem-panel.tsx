import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { Question } from "@/app/_ui/question-field";
import { Timestamp } from "@/app/_ui/timestamp";
import type { TicketPage } from "../read-ticket";
import { close, gather, record } from "./actions";
import styles from "./problem.module.css";

/** Of a problem: its incidents, what is known of it, and its end. */
export async function ProblemPanel({ page }: { page: TicketPage }) {
  const { problem } = page.processes;
  if (!problem) return null;
  const t = await getTranslations("problems");
  const mayChange = page.actions.includes("change");
  return (
    <>
      <Panel title={t("incidents")} count={problem.incidents.length} actions={mayChange && <Gather page={page} />}>
        {problem.incidents.length === 0 ? <p>{t("noIncident")}</p> : <Incidents page={page} />}
      </Panel>
      <Panel title={t("knownError")} actions={mayChange && <Record page={page} />}>
        <KnownError page={page} />
      </Panel>
      {mayChange && isGoingOn(page) && (
        <Panel title={t("closing")}>
          <p className={styles.explained}>{t("closingWords")}</p>
          <Close page={page} />
        </Panel>
      )}
    </>
  );
}

const over = ["resolved", "closed"];
const isGoingOn = ({ ticket }: TicketPage) => !over.includes(ticket.phase);

async function Incidents({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  return (
    <ul className={styles.list}>
      {page.processes.problem!.incidents.map(({ reference, title, phase }) => (
        <li key={reference}>
          <a href={`/tickets/${reference}`}>{reference}</a> <bdi>{title}</bdi>{" "}
          <span className={styles.quiet}>{t(`phases.${phase}`)}</span>
        </li>
      ))}
    </ul>
  );
}

async function KnownError({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  const known = page.processes.problem!.knownError;
  if (!known) return <p>{t("noWorkaround")}</p>;
  return (
    <>
      <p className={styles.words}>{known.workaround}</p>
      <p className={styles.quiet}>
        {known.publishedAt ? (
          <>
            <Badge tone="success">{t("published")}</Badge> <Timestamp at={known.publishedAt} />
          </>
        ) : (
          <Badge icon="lock">{t("notPublished")}</Badge>
        )}
      </p>
    </>
  );
}

async function Record({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  const known = page.processes.problem!.knownError;
  const questions: Question[] = [
    { name: "workaround", label: t("workaround"), type: "longText", rows: 5, value: known?.workaround ?? "" },
    {
      name: "published",
      label: t("publication"),
      type: "boxes",
      value: known?.publishedAt ? "yes" : "",
      options: [{ value: "yes", label: t("publish"), hint: t("publishHint") }],
    },
  ];
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="edit"
      label={t(known ? "change" : "record")}
      aria-label={t(known ? "changeWorkaround" : "recordWorkaround")}
      title={t("knownError")}
      intro={t("recordIntro")}
      questions={questions}
      fields={{ ticket: page.ticket.reference }}
      action={record}
      submitLabel={t("save")}
      doneWords={t("saved")}
    />
  );
}

async function Gather({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  const { candidates } = page.processes.problem!;
  const questions: Question[] = [
    ...(candidates.length > 0
      ? [{ name: "incidents", label: t("candidates"), type: "boxes" as const, options: candidates.map(optionOf) }]
      : []),
    { name: "others", label: t("others"), hint: t("othersHint"), optional: true, maxLength: 2_000 },
  ];
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="plus"
      label={t("gather")}
      title={t("gatherTitle")}
      questions={questions}
      fields={{ ticket: page.ticket.reference }}
      action={gather}
      submitLabel={t("gather")}
      doneWords={t("gathered")}
    />
  );
}

async function Close({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  const going = page.processes.problem!.incidents.filter(({ phase }) => !over.includes(phase));
  const questions: Question[] = [
    { name: "solution", label: t("solution"), hint: t("solutionHint"), type: "longText", rows: 3 },
    ...(going.length > 0
      ? [
          {
            name: "incidents",
            label: t("resolveThem"),
            hint: t("resolveThemHint"),
            type: "boxes" as const,
            value: going.map(({ reference }) => reference).join(","),
            options: going.map(optionOf),
          },
          {
            name: "message",
            label: t("message"),
            hint: t("messageHint"),
            type: "longText" as const,
            rows: 4,
            optional: true,
          },
        ]
      : []),
  ];
  return (
    <QuestionDialog
      wide
      icon="check"
      label={t("close")}
      title={t("closeTitle")}
      questions={questions}
      fields={{ ticket: page.ticket.reference }}
      action={close}
      submitLabel={t("close")}
      doneWords={t("closed")}
    />
  );
}

function optionOf({ reference, title }: { reference: string; title: string }) {
  return { value: reference, label: `${reference} ${title}` };
}
