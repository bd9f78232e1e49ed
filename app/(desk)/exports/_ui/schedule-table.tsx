import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { SubjectName } from "@/lib/exports/export";
import type { ExportSchedule } from "@/lib/exports/schedule";
import { endMySchedule } from "../actions";
import styles from "./exports.module.css";

/** Exports that are made regularly, with when the next one is. */
export function ScheduleTable({ schedules }: { schedules: ExportSchedule[] }) {
  const t = useTranslations("exports");
  return (
    <Table caption={t("schedule.caption")}>
      <thead>
        <tr>
          <th scope="col">{t("schedule.name")}</th>
          <th scope="col">{t("schedule.every")}</th>
          <th scope="col">{t("schedule.next")}</th>
          <th scope="col">{t("act")}</th>
        </tr>
      </thead>
      <tbody>
        {schedules.map(({ id, name, subject, format, every, nextAt }) => (
          <tr key={id}>
            <td data-main>
              {name}
              <div className={styles.quiet}>
                {t(`subjects.${subject as SubjectName}`)}, {t(`formats.${format}`)}
              </div>
            </td>
            <td data-label={t("schedule.every")} data-short>
              {t(`schedule.rhythms.${every}`)}
            </td>
            <td data-label={t("schedule.next")} data-quiet>
              <Timestamp at={nextAt} />
            </td>
            <td>
              <ActForm action={endMySchedule} fields={{ schedule: id }} said={t("schedule.ended")}>
                <SubmitButton look="quiet" size="small">
                  {t("schedule.end")}
                </SubmitButton>
              </ActForm>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
