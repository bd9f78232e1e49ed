"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { Button, IconButton } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextField } from "@/app/_ui/field";
import { untouched } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { type ContactRole, contactRoles } from "@/lib/workspaces/contact";
import { keepTyped } from "../../../../_ui/keep-typed";
import { SavedToast } from "../../../../_ui/saved-toast";
import { saveContacts } from "../../actions";
import styles from "./contacts-form.module.css";

type Contact = { id: string; role: ContactRole; name: string; mail: string | null; phone: string | null };

/** Whom to reach about the project on the side of the MOA, the MOE and the AMOA; none needs an account. */
export function ContactsForm({ project, contacts }: { project: string; contacts: Contact[] }) {
  const t = useTranslations("workspaces");
  const [state, send] = useActionState(saveContacts, untouched);
  const [rows, setRows] = useState(contacts);
  const [drawn, setDrawn] = useState(0);
  const change = (id: string, facts: Partial<Contact>) =>
    setRows((before) => before.map((row) => (row.id === id ? { ...row, ...facts } : row)));
  const add = () => {
    setDrawn(drawn + 1);
    setRows([...rows, { id: `new-${drawn}`, role: "moa", name: "", mail: "", phone: "" }]);
  };
  return (
    <form ref={keepTyped} action={send} noValidate aria-label={t("contacts")}>
      <ErrorSummary errors={state.errors} />
      <SavedToast state={state} words={t("saved")} />
      <input type="hidden" name="project" value={project} />
      {rows.length === 0 && <p className={styles.none}>{t("noContact")}</p>}
      {rows.map((row, index) => (
        <ContactRow
          key={row.id}
          row={row}
          index={index}
          errorOf={(name) => state.errors.find((error) => error.field === `contacts.${index}.${name}`)?.message}
          change={(facts) => change(row.id, facts)}
          remove={() => setRows(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
        {rows.length < 30 && (
          <Button icon="plus" onClick={add}>
            {t("addContact")}
          </Button>
        )}
      </FormActions>
    </form>
  );
}

type RowProps = {
  row: Contact;
  index: number;
  errorOf: (name: string) => string | undefined;
  change: (facts: Partial<Contact>) => void;
  remove: () => void;
};

function ContactRow({ row, index, errorOf, change, remove }: RowProps) {
  const t = useTranslations("workspaces");
  const named = (name: string) => ({ name: `contacts.${index}.${name}`, error: errorOf(name) });
  return (
    <fieldset className={styles.row}>
      <legend className={styles.legend}>{row.name || t("newContact")}</legend>
      <input type="hidden" name="row" value={index} />
      <SelectField
        {...named("role")}
        label={t("role")}
        value={row.role}
        onChange={(event) => change({ role: event.target.value as ContactRole })}
      >
        {contactRoles.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        {...named("name")}
        label={t("contactName")}
        value={row.name}
        maxLength={120}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        {...named("mail")}
        label={t("mail")}
        type="email"
        optional
        value={row.mail ?? ""}
        maxLength={254}
        onChange={(event) => change({ mail: event.target.value })}
      />
      <TextField
        {...named("phone")}
        label={t("phone")}
        type="tel"
        optional
        value={row.phone ?? ""}
        maxLength={30}
        onChange={(event) => change({ phone: event.target.value })}
      />
      <IconButton icon="trash" label={t("removeContact", { name: row.name || t("newContact") })} onClick={remove} />
    </fieldset>
  );
}
