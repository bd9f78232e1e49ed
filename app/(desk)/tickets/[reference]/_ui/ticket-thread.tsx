import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { Message, Thread, ThreadEvent } from "@/app/_ui/thread";
import type { ListedEvent, ThreadMessage } from "@/lib/tickets/thread-queries";
import { Attachment } from "./attachment";
import { eventWords } from "./event-words";
import { MessageBody } from "./message-body";
import { MessageEvidence } from "./message-evidence";
import styles from "./message-facts.module.css";
import { NotDelivered } from "./not-delivered";
import type { TicketPage } from "./read-ticket";
import { ReopenTicket } from "./reopen-ticket";
import { speaksPlainly } from "./speaks-plainly";

/** What changes where the ticket is, in anybody's words; the rest of what happened is in its history. */
const toldPlainly = ["ticket.moved", "ticket.resolved", "ticket.confirmed", "ticket.reopened", "ticket.cancelled"];

const told = [...toldPlainly, "ticket.changed", "ticket.assigned"];

type Line = { at: Date } & ({ message: ThreadMessage } | { event: ListedEvent });

/** What was said, and between messages what changed, oldest first. */
export async function TicketThread({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  const say = await eventWords(page);
  return (
    <Thread label={t("thread.title")}>
      {linesOf(page).map((line) =>
        "message" in line ? (
          <Said key={line.message.id} message={line.message} page={page} />
        ) : (
          <ThreadEvent key={line.event.id} at={line.at}>
            {say(line.event)}
          </ThreadEvent>
        ),
      )}
    </Thread>
  );
}

function linesOf(page: TicketPage): Line[] {
  const { messages, events } = page;
  const types = speaksPlainly(page) ? toldPlainly : told;
  const lines: Line[] = [
    ...messages.map((message) => ({ at: message.createdAt, message })),
    ...events.filter((event) => types.includes(event.type)).map((event) => ({ at: event.at, event })),
  ];
  return lines.sort((one, other) => one.at.getTime() - other.at.getTime());
}

async function Said({ message, page }: { message: ThreadMessage; page: TicketPage }) {
  const t = await getTranslations("tickets");
  const files = page.attachments.filter((file) => file.messageId === message.id);
  const own = message.authorId === page.viewer.account.id;
  return (
    <Message
      id={`message-${message.id}`}
      author={message.authorName ?? t("team")}
      at={message.createdAt}
      kind={message.internal ? "note" : own ? "own" : "message"}
      badges={<Badges message={message} />}
      quoted={message.quoteFrom !== null && <MessageBody text={message.body.slice(message.quoteFrom)} />}
      files={files.length > 0 && files.map((file) => <Attachment key={file.id} file={file} />)}
      actions={message.nature === "thanks" && mayReopen(page) && <Reopening page={page} />}
    >
      <Words message={message} />
      <NotDelivered bounces={page.bounces.filter((bounce) => bounce.messageId === message.id)} />
      <MessageEvidence evidence={page.evidence.get(message.incomingMailId ?? "")} />
    </Message>
  );
}

/** What a machine answered is there for who looks for it. */
async function Words({ message: { body, quoteFrom, nature } }: { message: ThreadMessage }) {
  const t = await getTranslations("tickets");
  const words = <MessageBody text={quoteFrom === null ? body : body.slice(0, quoteFrom)} />;
  if (nature !== "automatic") return words;
  return (
    <details className={styles.fold}>
      <summary>{t("thread.showAutomatic")}</summary>
      <div>{words}</div>
    </details>
  );
}

/** A thank-you reopened nothing: who works on the ticket may judge otherwise. */
function mayReopen({ ticket: { phase }, actions }: TicketPage): boolean {
  return (phase === "resolved" || phase === "closed") && actions.includes("change") && actions.includes("reopen");
}

async function Reopening({ page: { ticket } }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  return <ReopenTicket reference={ticket.reference} label={t("thread.reopen")} />;
}

async function Badges({ message }: { message: ThreadMessage }) {
  const t = await getTranslations("tickets");
  return (
    <>
      {message.internal && (
        <Badge tone="note" icon="lock">
          {t("thread.note")}
        </Badge>
      )}
      {message.nature && <Badge>{t(`thread.natures.${message.nature}`)}</Badge>}
      {(message.door === "mail" || message.door === "api") && (
        <Badge icon={message.door === "mail" ? "mail" : "link"}>{t(`channels.${message.door}`)}</Badge>
      )}
    </>
  );
}
