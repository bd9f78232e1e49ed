"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { initiators } from "@/lib/tickets/ticket";
import styles from "./properties.module.css";
import { PropertiesConflict } from "./properties-conflict";
import { type Fields, fieldsOf, type Option, revisionOf } from "./property-fields";
import { PropertySelect } from "./property-select";
import { useRevision } from "./use-revision";

export type PropertiesProps = {
  ticket: Fields & { reference: string; version: number };
  mayChange: boolean;
  mayAssign: boolean;
  /** The reader's own address. */
  me: string;
  statuses: Option[];
  categories: Option[];
  assignable: Option[];
};

/**
 * The fields of a ticket, changed together. What the reader touched stays his when the page refreshes, and is sent with the version
 * from which he began: if that is no longer the last, both are shown.
 */
export function Properties({ ticket, mayChange, mayAssign, me, statuses, categories, assignable }: PropertiesProps) {
  const t = useTranslations("ticketForms");
  const [begun, setBegun] = useState<PropertiesProps["ticket"] | null>(null);
  const [edits, setEdits] = useState<Partial<Fields>>({});
  const leaveAll = () => {
    setEdits({});
    setBegun(null);
  };
  const { refusal, current, pending, send, forget } = useRevision(leaveAll);
  const base = begun ?? ticket;
  const now = { ...ticket, ...edits };
  const edit = (facts: Partial<Fields>) => {
    setBegun(base);
    setEdits((before) => ({ ...before, ...facts }));
  };
  const save = (version: number) => {
    if (!pending) send({ ticket: ticket.reference, version, ...revisionOf(edits) });
  };
  const abandon = () => {
    forget();
    leaveAll();
  };
  const select = (name: keyof Fields, options: Option[]) => (
    <PropertySelect name={name} value={now[name]} options={options} onChange={(value) => edit({ [name]: value })} />
  );
  const initiatorOptions = initiators.map((value) => ({ value, label: t(`initiators.${value}`) }));
  const levels = (["1", "2", "3", "4"] as const).map((value) => ({ value, label: t(`levels.${value}`) }));

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save(base.version);
      }}
    >
      {refusal && !current && <ErrorSummary errors={[{ message: refusal }]} />}
      {current && (
        <PropertiesConflict
          before={base}
          current={fieldsOf(current)}
          wanted={edits}
          options={{ status: statuses, category: categories, assignee: assignable, initiator: initiatorOptions }}
          onKeepMine={() => save(current.version)}
          onAbandon={abandon}
        />
      )}
      <div className={styles.rows}>
        {mayChange && select("status", statuses)}
        {mayAssign && select("assignee", [{ value: "", label: t("nobody") }, ...assignable])}
        {mayAssign && now.assignee !== me && assignable.some(({ value }) => value === me) && (
          <Button size="small" look="quiet" className={styles.toMe} onClick={() => edit({ assignee: me })}>
            {t("takeIt")}
          </Button>
        )}
        {mayChange && select("category", [{ value: "", label: t("none") }, ...categories])}
        {mayChange && select("impact", levels)}
        {mayChange && select("urgency", levels)}
        {mayChange && <Priority ticket={ticket} now={now} edits={edits} edit={edit} />}
        {mayChange && select("initiator", initiatorOptions)}
      </div>
      {begun && (
        <div className={styles.save}>
          <SubmitButton aria-disabled={pending || undefined}>{t("save")}</SubmitButton>
          <Button onClick={abandon}>{t("abandon")}</Button>
        </div>
      )}
    </form>
  );
}

type PriorityProps = {
  ticket: Fields;
  now: Fields;
  edits: Partial<Fields>;
  edit: (facts: Partial<Fields>) => void;
};

/** Follows impact and urgency, unless somebody says otherwise and why. */
function Priority({ ticket, now, edits, edit }: PriorityProps) {
  const t = useTranslations("ticketForms");
  const overridden = edits.priority === undefined ? ticket.priorityReason !== "" : edits.priority !== "";
  const options = [
    { value: "", label: t("byMatrix", { priority: t(`priorities.${ticket.priority as "1"}`) }) },
    ...(["1", "2", "3", "4"] as const).map((value) => ({ value, label: t(`priorities.${value}`) })),
  ];
  return (
    <>
      <PropertySelect
        name="priority"
        value={overridden ? now.priority : ""}
        options={options}
        onChange={(priority) => edit({ priority, priorityReason: priority ? now.priorityReason : "" })}
      />
      {overridden && (
        <div className={styles.reason}>
          <TextField
            name="priorityReason"
            label={t("fields.priorityReason")}
            value={now.priorityReason}
            maxLength={500}
            onChange={(event) => edit({ priority: now.priority, priorityReason: event.target.value })}
          />
        </div>
      )}
    </>
  );
}
