import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import type { Question } from "@/app/_ui/question-field";
import { NotFound } from "@/lib/access/refusals";
import { getMaximumSize } from "@/lib/files/upload-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { findUsualProject, listOpenableProjects } from "@/lib/tickets/choice-queries";
import { listFields } from "@/lib/workspaces/field-queries";
import { getRequestForm } from "@/lib/workspaces/request-form-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { labelIn } from "../../../tickets/_ui/ticket-words";
import styles from "../../../tickets/new/page.module.css";
import { FormToFill } from "./_ui/form-to-fill";

type Props = PageProps<"/catalogue/[workspace]/[form]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forms.catalogue"))("title") };
}

/** One form of the catalogue, to be filled in. */
export default async function RequestFormPage({ params }: Props) {
  const { workspace, form: code } = await params;
  const { form, fields, projects, usualProject, maximumSize, viewer } = await view((tx) => read(tx, workspace, code));
  const [t, locale] = await Promise.all([getTranslations("forms.catalogue"), getLocale()]);
  const questions = form.questions.flatMap(({ field: asked, required }): Question[] => {
    const field = fields.find((one) => one.code === asked && !one.archivedAt);
    if (!field) return [];
    const options = field.choices.map((choice) => ({ value: choice.code, label: labelIn(locale, choice) }));
    const { type } = field;
    return [{ name: `fields.${asked}`, label: labelIn(locale, field), type, optional: !required, options }];
  });
  return (
    <div className={styles.page}>
      <PageHeader
        title={labelIn(locale, form)}
        trail={[{ href: "/catalogue", label: t("title") }]}
        intro={locale === "en" ? form.descriptionEn : form.descriptionFr}
      />
      <Panel>
        <ClientMessages areas={["ui", "files", "ticketForms", "forms"]}>
          <FormToFill
            form={form.code}
            questions={questions}
            wordsNeeded={questions.length === 0 || (form.message === "" && questions.every(({ optional }) => optional))}
            projects={projects.map(({ key, name }) => ({ value: key, label: name }))}
            usualProject={projects.find(({ key }) => key === usualProject)?.key ?? projects[0]!.key}
            maximumSize={maximumSize}
            accountId={viewer.account.id}
          />
        </ClientMessages>
      </Panel>
    </div>
  );
}

/** Throws NotFound for a form that is no longer offered, or that this person could open nowhere. */
async function read(tx: Transaction, workspace: string, code: string) {
  const place = await getWorkspace(tx, workspace);
  const [form, fields, openable, usualProject, maximumSize] = await Promise.all([
    getRequestForm(tx, place.id, code),
    listFields(tx, place.id),
    listOpenableProjects(tx),
    findUsualProject(tx),
    getMaximumSize(tx),
  ]);
  const projects = openable.filter(
    (project) => project.workspaceId === place.id && (form.projectKey === null || form.projectKey === project.key),
  );
  if (form.archivedAt || projects.length === 0) throw new NotFound("unknown-form");
  return { form, fields, projects, usualProject, maximumSize };
}
