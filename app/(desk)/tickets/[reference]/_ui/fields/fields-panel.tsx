import { getLocale, getTranslations } from "next-intl/server";
import { Facts, Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { Question } from "@/app/_ui/question-field";
import type { Field } from "@/lib/workspaces/field-queries";
import { labelIn } from "../../../_ui/ticket-words";
import type { TicketPage } from "../read-ticket";
import { changeFields } from "./actions";
import { FieldValueWords } from "./field-value-words";

/** What the ticket says in the workspace's own fields. */
export async function FieldsPanel({ page }: { page: TicketPage }) {
  const { ticket, actions, processes } = page;
  const [t, locale] = await Promise.all([getTranslations("forms.values"), getLocale()]);
  const said = processes.fields.filter((field) => ticket.fields[field.code] !== undefined);
  const mayChange = actions.includes("change") && editableOf(page).length > 0;
  if (said.length === 0 && !mayChange) return null;
  const title = processes.form ? labelIn(locale, processes.form) : t("title");
  return (
    <Panel title={title} actions={mayChange && <Edit page={page} />}>
      {said.length > 0 ? (
        <Facts
          facts={said.map((field) => [
            labelIn(locale, field),
            <FieldValueWords key={field.code} field={field} value={ticket.fields[field.code]!} />,
          ])}
        />
      ) : (
        <p>{t("nothing")}</p>
      )}
    </Panel>
  );
}

async function Edit({ page }: { page: TicketPage }) {
  const { ticket } = page;
  const [t, locale] = await Promise.all([getTranslations("forms.values"), getLocale()]);
  const questions = editableOf(page).map(
    (field): Question => ({
      name: `fields.${field.code}`,
      label: labelIn(locale, field),
      type: field.type,
      value: String(ticket.fields[field.code] ?? ""),
      optional: true,
      options: field.choices.map((choice) => ({ value: choice.code, label: labelIn(locale, choice) })),
    }),
  );
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="edit"
      label={t("edit")}
      title={t("editTitle")}
      questions={questions}
      fields={{ ticket: ticket.reference, version: String(ticket.version) }}
      action={changeFields}
      submitLabel={t("save")}
      doneWords={t("saved")}
    />
  );
}

/** The fields of its kind; of a ticket opened with a form, those of the form and those that say something, or all when it asks none. */
function editableOf({ ticket, processes: { fields, form } }: TicketPage): Field[] {
  const usable = fields.filter((field) => !field.archivedAt && field.kinds.includes(ticket.kind));
  if (!form || form.questions.length === 0) return usable;
  const asked = form.questions.map((question) => question.field);
  return usable.filter((field) => asked.includes(field.code) || ticket.fields[field.code] !== undefined);
}
