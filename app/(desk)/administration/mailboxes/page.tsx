import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { listMailboxes } from "@/lib/incoming-mail/mailbox-queries";
import { listAdministeredProjects } from "@/lib/workspaces/administration-queries";
import { FormDialog } from "../_ui/form-dialog";
import { mailboxQuestions } from "./_ui/mailbox-questions";
import { MailboxTable } from "./_ui/mailbox-table";
import { addOneMailbox } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mailboxes"))("title") };
}

export default async function MailboxesPage() {
  const { mailboxes, projects } = await view(async (tx) => ({
    mailboxes: await listMailboxes(tx),
    projects: (await listAdministeredProjects(tx)).filter(({ archivedAt }) => !archivedAt),
  }));
  const t = await getTranslations("mailboxes");
  const add = (
    <FormDialog
      look="primary"
      icon="plus"
      label={t("add")}
      title={t("add")}
      questions={mailboxQuestions(t, projects)}
      action={addOneMailbox}
      submitLabel={t("add")}
      doneWords={t("added")}
    />
  );
  return (
    <>
      <PageHeader title={t("title")} intro={t("intro")} actions={add} />
      <Panel flush>
        {mailboxes.length === 0 ? (
          <Empty icon="inbox" title={t("none")}>
            {t("noneWords")}
          </Empty>
        ) : (
          <MailboxTable mailboxes={mailboxes} projects={projects} />
        )}
      </Panel>
    </>
  );
}
