import { getLocale, getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import type { Question } from "@/app/_ui/question-field";
import type { Transaction } from "@/lib/tenancy/actor";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listCategories } from "@/lib/workspaces/category-queries";
import { factsOf } from "@/lib/workspaces/change-request-form";
import { listFields } from "@/lib/workspaces/field-queries";
import { listProjects } from "@/lib/workspaces/project-queries";
import { getRequestForm } from "@/lib/workspaces/request-form-queries";
import { labelIn } from "../../../../../tickets/_ui/ticket-words";
import { FormEditor } from "./form-editor";

/** The page of one form of the catalogue, or of one to be made. */
export async function FormPage({ workspace, code }: { workspace: string; code?: string }) {
  const { place, form, questions, fields } = await read(workspace, code);
  const t = await getTranslations("forms.administration");
  return (
    <>
      <PageHeader
        title={form?.labelFr ?? t("addForm")}
        trail={[
          { href: `/administration/workspaces/${place.key}`, label: place.name },
          { href: `/administration/workspaces/${place.key}/forms`, label: t("forms") },
        ]}
      />
      <Panel>
        <ClientMessages areas={["ui", "forms"]}>
          <FormEditor workspace={place.key} code={code ?? ""} questions={questions} fields={fields} />
        </ClientMessages>
      </Panel>
    </>
  );
}

async function read(workspace: string, code?: string) {
  const found = await view(async (tx) => {
    const { place } = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    const form = code === undefined ? null : await getRequestForm(tx, place.id, code);
    return { place, form, choices: await readChoices(tx, place.id) };
  });
  const facts = found.form && factsOf(found.form);
  return { ...found, ...(await questionsOf(facts, found.choices)) };
}

async function readChoices(tx: Transaction, workspaceId: string) {
  const [projects, categories, fields] = await Promise.all([
    listProjects(tx, workspaceId),
    listCategories(tx, workspaceId),
    listFields(tx, workspaceId),
  ]);
  const current = <Row extends { archivedAt: Date | null }>(rows: Row[]) => rows.filter((row) => !row.archivedAt);
  return { projects: current(projects), categories: current(categories), fields: current(fields) };
}

type Facts = ReturnType<typeof factsOf> | null;
type Choices = Awaited<ReturnType<typeof readChoices>>;

async function questionsOf(facts: Facts, { projects, categories, fields }: Choices) {
  const [t, tickets, locale] = await Promise.all([
    getTranslations("forms.administration"),
    getTranslations("tickets"),
    getLocale(),
  ]);
  const levels = ([1, 2, 3, 4] as const).map((level) => ({ value: String(level), label: tickets(`levels.${level}`) }));
  const kinds = (["request", "incident", "change"] as const).map((kind) => ({
    value: kind,
    label: tickets(`kinds.${kind}`),
  }));
  const line = (name: "labelFr" | "labelEn" | "title", more: Partial<Question> = {}): Question => {
    return { name, label: t(`parts.${name}`), value: facts?.[name] ?? "", maxLength: 120, ...more };
  };
  const words = (name: "descriptionFr" | "descriptionEn" | "message", more: Partial<Question> = {}): Question => {
    return {
      name,
      label: t(`parts.${name}`),
      type: "longText",
      rows: 2,
      optional: true,
      value: facts?.[name] ?? "",
      ...more,
    };
  };
  const choice = (name: "project" | "category", options: Question["options"]): Question => {
    return { name, label: t(`parts.${name}`), type: "choice", optional: true, value: facts?.[name] ?? "", options };
  };
  const level = (name: "impact" | "urgency"): Question => {
    return { name, label: t(`parts.${name}`), type: "choice", value: String(facts?.[name] ?? 3), options: levels };
  };
  const questions: Question[] = [
    line("labelFr"),
    line("labelEn"),
    words("descriptionFr"),
    words("descriptionEn"),
    { name: "kind", label: t("kind"), type: "choice", value: facts?.kind ?? "request", options: kinds },
    choice(
      "project",
      projects.map(({ key, name }) => ({ value: key, label: name })),
    ),
    choice(
      "category",
      categories.map((category) => ({ value: category.code, label: labelIn(locale, category) })),
    ),
    level("impact"),
    level("urgency"),
    line("title", { optional: true, hint: t("titleHint"), maxLength: 200 }),
    words("message", { rows: 4 }),
  ];
  const asked = fields.map((field) => ({
    name: `asked.${field.code}`,
    label: labelIn(locale, field),
    hint: `{${field.code}}`,
    kinds: field.kinds.map((kind) => tickets(`kinds.${kind as "incident"}`)).join(", "),
    value: askedAs(facts, field.code),
  }));
  return { questions, fields: asked };
}

function askedAs(facts: Facts, code: string): "no" | "optional" | "required" {
  const question = facts?.questions.find(({ field }) => field === code);
  if (!question) return "no";
  return question.required ? "required" : "optional";
}
