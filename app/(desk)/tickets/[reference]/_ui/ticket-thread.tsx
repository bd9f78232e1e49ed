import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { Message, Thread, ThreadEvent } from "@/app/_ui/thread";
import type { ListedEvent, ThreadMessage } from "@/lib/tickets/thread-queries";
import { isPlaced, MessageBody, type PlacedPicture } from "../../../_ui/message-body";
import { Attachment, pictureOf } from "./attachment";
import { Deliveries } from "./deliveries";
import { eventWords } from "./event-words";
import { FormattedMail } from "./formatted-mail";
import { MessageEvidence } from "./message-evidence";
import styles from "./message-facts.module.css";
import { MessageWays } from "./message-ways";
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
  const pictures = files.flatMap((file) => pictureOf(file, t("files.drawing", { name: file.name })) ?? []);
  const listed = files.filter((file) => !isDrawnInPlace(message, file, pictures));
  const { body, quoteFrom } = message;
  return (
    <Message
      id={`message-${message.id}`}
      author={message.authorName ?? t("team")}
      at={message.createdAt}
      kind={message.internal ? "note" : own ? "own" : "message"}
      badges={<Badges message={message} />}
      actions={<Ways message={message} page={page} />}
      quoted={quoteFrom !== null && <MessageBody text={body.slice(quoteFrom)} pictures={pictures} />}
      files={listed.length > 0 && listed.map((file) => <Attachment key={file.id} file={file} page={page} />)}
      foot={<Deliveries messageId={message.id} page={page} />}
    >
      {message.html && page.formatted === message.id ? (
        <FormattedMail html={message.html} pictures={pictures} />
      ) : (
        <Words message={message} pictures={pictures} />
      )}
      <MessageEvidence evidence={page.evidence.get(message.incomingMailId ?? "")} />
    </Message>
  );
}

/** A picture that stands among the words is not drawn again under them; it stays in the list of the ticket's files. */
function isDrawnInPlace(
  { body }: ThreadMessage,
  file: { name: string; contentId: string | null },
  drawn: { name: string }[],
) {
  return drawn.some(({ name }) => name === file.name) && isPlaced(body, file);
}

type WordsProps = { message: ThreadMessage; pictures: PlacedPicture[] };

/** What a machine answered is there for who looks for it. */
async function Words({ message: { body, quoteFrom, nature }, pictures }: WordsProps) {
  const t = await getTranslations("tickets");
  const words = <MessageBody text={quoteFrom === null ? body : body.slice(0, quoteFrom)} pictures={pictures} />;
  if (nature !== "automatic") return words;
  return (
    <details className={styles.fold}>
      <summary>{t("thread.showAutomatic")}</summary>
      <div>{words}</div>
    </details>
  );
}

function Ways({ message, page }: { message: ThreadMessage; page: TicketPage }) {
  return (
    <>
      <MessageWays message={message} page={page} />
      {message.nature === "thanks" && mayReopen(page) && <Reopening page={page} />}
    </>
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
