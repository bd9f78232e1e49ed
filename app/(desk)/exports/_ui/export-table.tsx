import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { Badge, type Tone } from "@/app/_ui/badge";
import { FileSize } from "@/app/_ui/file-size";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ExportJob, SubjectName } from "@/lib/exports/export";
import { abandonMyExport } from "../actions";
import styles from "./exports.module.css";

const tones: Record<ExportJob["state"] | "expired", Tone> = {
  waiting: "neutral",
  running: "info",
  done: "success",
  failed: "danger",
  abandoned: "neutral",
  expired: "neutral",
};

/** Exports with how far each is, and what can be done with it. */
export function ExportTable({ exports }: { exports: ExportJob[] }) {
  const t = useTranslations("exports");
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          <th scope="col">{t("content")}</th>
          <th scope="col">{t("asked")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("size")}</th>
          <th scope="col">{t("act")}</th>
        </tr>
      </thead>
      <tbody>
        {exports.map((one) => (
          <Row key={one.id} export={one} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ export: one }: { export: ExportJob }) {
  const t = useTranslations("exports");
  const state = stateOf(one);
  return (
    <tr>
      <td data-main>
        {one.name ?? t(`subjects.${one.subject as SubjectName}`)}
        <div className={styles.quiet}>{t(`formats.${one.format}`)}</div>
      </td>
      <td data-label={t("asked")} data-quiet>
        <Timestamp at={one.createdAt} />
      </td>
      <td data-label={t("state")} data-short>
        <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
        <State export={one} />
      </td>
      <td data-label={t("size")} data-quiet data-short>
        {one.size === null ? "—" : <FileSize bytes={one.size} />}
      </td>
      <td>
        <Acts export={one} state={state} />
      </td>
    </tr>
  );
}

function State({ export: one }: { export: ExportJob }) {
  const t = useTranslations("exports");
  const { state, done, total, failure } = one;
  if (state === "running" && total) {
    const words = t("progress", { done, total });
    return (
      <>
        <progress className={styles.progress} value={done} max={total} aria-label={words} />
        <div className={styles.quiet}>{words}</div>
      </>
    );
  }
  if (state === "failed")
    return <div className={styles.quiet}>{t(`failures.${failure === "unexpected" ? "unexpected" : "refused"}`)}</div>;
  return state === "done" ? <div className={styles.quiet}>{t("rows", { count: done })}</div> : null;
}

function Acts({ export: { id, name }, state }: { export: ExportJob; state: ReturnType<typeof stateOf> }) {
  const t = useTranslations("exports");
  if (state === "done")
    return (
      // A file, not a page: the router must not fetch it.
      <a href={`/exports/${id}/file`} download={name ?? true}>
        {t("download")}
      </a>
    );
  if (state !== "waiting" && state !== "running") return null;
  return (
    <ActForm action={abandonMyExport} fields={{ export: id }} said={t("abandoned")}>
      <SubmitButton look="quiet" size="small">
        {t("abandon")}
      </SubmitButton>
    </ActForm>
  );
}

/** A file that was kept its days is gone, or is about to be. */
function stateOf({ state, storageKey, expiresAt }: ExportJob): ExportJob["state"] | "expired" {
  return state === "done" && (!storageKey || !expiresAt || expiresAt <= new Date()) ? "expired" : state;
}
