import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { getAdministeredProject } from "@/lib/workspaces/administration-queries";
import { isSentForAnotherDomain } from "@/lib/workspaces/project";
import { listContacts } from "@/lib/workspaces/project-queries";
import { AskedTwice } from "../../../_ui/asked-twice";
import { ProjectHead } from "../_ui/project-head";
import { archiveProject } from "../actions";
import { ContactsForm } from "./_ui/contacts-form";
import { ProjectForm } from "./_ui/project-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("projectSide.details") };
}

export default async function ProjectDetailsPage({ params }: PageProps<"/administration/projects/[project]/details">) {
  const { project } = await params;
  const { place, may, contacts } = await view(async (tx) => {
    const found = await getAdministeredProject(tx, project, "manageSettings");
    return { ...found, contacts: await listContacts(tx, found.place) };
  });
  const t = await getTranslations("workspaces");
  const archived = place.archivedAt !== null;
  return (
    <>
      <ProjectHead
        {...{ place, may }}
        current="details"
        actions={
          <AskedTwice
            size="normal"
            label={archived ? t("restore") : t("archive")}
            title={t(archived ? "restoreNamed" : "archiveNamed", { name: place.name })}
            words={t(archived ? "restoreProjectWords" : "archiveProjectWords")}
            confirmLabel={archived ? t("restore") : t("archive")}
            doneWords={t("saved")}
            action={archiveProject}
            fields={{ project: place.key, archived: archived ? "no" : "yes" }}
          />
        }
      />
      <Panel title={t("identity")}>
        {isSentForAnotherDomain(place) && (
          <Notice tone="warning" title={t("senderElsewhere")}>
            <p>{t("senderElsewhereWords", { domain: place.senderAddress?.split("@").at(-1) ?? "" })}</p>
          </Notice>
        )}
        <ProjectForm
          project={place.key}
          name={place.name}
          inboundAddress={place.inboundAddress}
          reopenDays={place.reopenDays}
          senderAddress={place.senderAddress ?? ""}
          signature={place.signature ?? ""}
        />
      </Panel>
      <Panel title={t("contacts")} id="contacts">
        <ContactsForm
          project={place.key}
          contacts={contacts.map(({ id, role, name, mail, phone }) => ({ id, role, name, mail, phone }))}
        />
      </Panel>
    </>
  );
}
