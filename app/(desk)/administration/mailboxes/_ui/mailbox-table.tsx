import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ListedMailbox } from "@/lib/incoming-mail/mailbox-queries";
import administration from "../../_ui/administration.module.css";
import { AskedTwice } from "../../_ui/asked-twice";
import { FormDialog } from "../../_ui/form-dialog";
import { emptyAgain, forgetMailbox, saveMailbox, stopEmptying } from "../actions";
import { mailboxQuestions } from "./mailbox-questions";
import { MailboxState } from "./mailbox-state";
import styles from "./mailboxes.module.css";
import { TestButton } from "./test-button";

type Project = { key: string; name: string };

/** Every mailbox: where it is, where its mail goes, how it fares, and what can be done about it. */
export function MailboxTable({ mailboxes, projects }: { mailboxes: ListedMailbox[]; projects: Project[] }) {
  const t = useTranslations("mailboxes");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("mailbox")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("goesTo")}</th>
          <th scope="col">{t("lastMail")}</th>
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody>
        {mailboxes.map((mailbox) => (
          <MailboxRow key={mailbox.id} mailbox={mailbox} projects={projects} />
        ))}
      </tbody>
    </Table>
  );
}

function MailboxRow({ mailbox, projects }: { mailbox: ListedMailbox; projects: Project[] }) {
  const t = useTranslations("mailboxes");
  const { name, userName, host, port, folder, project, lastMailAt, createdBy } = mailbox;
  return (
    <tr>
      <td data-main>
        <span className={administration.names}>
          {name}
          {!createdBy && <Badge icon="settings">{t("fromSettings")}</Badge>}
        </span>
        <span className={administration.second}>
          {userName}, {host}:{port}, {folder}
        </span>
      </td>
      <td className={styles.state} data-label={t("state")}>
        <MailboxState mailbox={mailbox} />
        <TestButton
          mailbox={mailbox.id}
          label={t("test")}
          fullLabel={t("testNamed", { name })}
          pendingLabel={t("testing")}
          fineWords={t("testFine")}
        />
      </td>
      <td className={styles.destination} data-label={t("goesTo")}>
        {project ? t("byAddress", { project }) : t("byAddressOnly")}
      </td>
      <td data-quiet data-label={t("lastMail")}>
        {lastMailAt ? <Timestamp at={lastMailAt} show="relative" /> : t("noMailYet")}
      </td>
      <td>
        <MailboxActs mailbox={mailbox} projects={projects} />
      </td>
    </tr>
  );
}

function MailboxActs({ mailbox, projects }: { mailbox: ListedMailbox; projects: Project[] }) {
  const t = useTranslations("mailboxes");
  const { id, name, pausedAt, createdBy } = mailbox;
  const shared = { fields: { mailbox: id } };
  return (
    <div className={administration.acts}>
      {createdBy && (
        <FormDialog
          {...shared}
          look="quiet"
          size="small"
          label={t("change")}
          aria-label={t("changeNamed", { name })}
          title={t("changeNamed", { name })}
          questions={mailboxQuestions(t, projects, mailbox)}
          action={saveMailbox}
          submitLabel={t("save")}
          doneWords={t("saved")}
        />
      )}
      {pausedAt ? (
        <AskedTwice
          {...shared}
          label={t("resume")}
          title={t("resumeNamed", { name })}
          words={t("resumeWords")}
          confirmLabel={t("resume")}
          doneWords={t("resumed")}
          action={emptyAgain}
        />
      ) : (
        <AskedTwice
          {...shared}
          label={t("pause")}
          title={t("pauseNamed", { name })}
          words={t("pauseWords")}
          confirmLabel={t("pause")}
          doneWords={t("paused")}
          action={stopEmptying}
        />
      )}
      {pausedAt && createdBy && (
        <AskedTwice
          {...shared}
          label={t("remove")}
          title={t("removeNamed", { name })}
          words={t("removeWords")}
          confirmLabel={t("remove")}
          doneWords={t("removed")}
          action={forgetMailbox}
        />
      )}
    </div>
  );
}
