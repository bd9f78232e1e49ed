import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Badge } from "@/app/_ui/badge";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { Translator } from "@/app/_ui/translator";
import { ensurePlatformAdministrator } from "@/lib/workspaces/administration-queries";
import { listBeneficiaries } from "@/lib/workspaces/beneficiary-queries";
import styles from "../_ui/administration.module.css";
import { AskedTwice } from "../_ui/asked-twice";
import { FormDialog } from "../_ui/form-dialog";
import { addBeneficiary, archiveBeneficiary, renameBeneficiary } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("beneficiaries.title") };
}

export default async function BeneficiariesPage() {
  const { beneficiaries } = await view(async (tx) => {
    await ensurePlatformAdministrator(tx);
    return { beneficiaries: await listBeneficiaries(tx) };
  });
  const t = await getTranslations("administration");
  const add = (
    <FormDialog
      look="primary"
      icon="plus"
      label={t("beneficiaries.add")}
      title={t("beneficiaries.add")}
      questions={[{ name: "name", label: t("name"), hint: t("beneficiaries.nameHint"), maxLength: 120 }]}
      action={addBeneficiary}
      submitLabel={t("add")}
      doneWords={t("beneficiaries.added")}
    />
  );
  return (
    <>
      <PageHeader title={t("beneficiaries.title")} intro={t("beneficiaries.intro")} actions={add} />
      <Panel flush>
        {beneficiaries.length === 0 ? (
          <Empty icon="building" title={t("beneficiaries.none")} />
        ) : (
          <Table caption={t("beneficiaries.title")}>
            <thead>
              <tr>
                <th scope="col">{t("name")}</th>
                <th scope="col" data-numeric>
                  {t("beneficiaries.workspaces")}
                </th>
                <th scope="col">{t("since")}</th>
                <th scope="col">{t("acts")}</th>
              </tr>
            </thead>
            <tbody>
              {beneficiaries.map((row) => (
                <BeneficiaryRow key={row.id} row={row} t={t} />
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}

type Row = Awaited<ReturnType<typeof listBeneficiaries>>[number];

function BeneficiaryRow({ row, t }: { row: Row; t: Translator<"administration"> }) {
  const archived = row.archivedAt !== null;
  return (
    <tr className={archived ? styles.archived : undefined}>
      <td data-main>
        <span className={styles.names}>
          {row.name}
          {archived && <Badge icon="archive">{t("archived")}</Badge>}
        </span>
      </td>
      <td data-numeric data-label={t("beneficiaries.workspaces")}>
        {row.workspaces}
      </td>
      <td data-quiet className={styles.whole} data-label={t("since")}>
        <Timestamp at={row.createdAt} />
      </td>
      <td>
        <div className={styles.acts}>
          <FormDialog
            look="quiet"
            size="small"
            label={t("rename")}
            aria-label={t("renameNamed", { name: row.name })}
            title={t("renameNamed", { name: row.name })}
            questions={[{ name: "name", label: t("name"), value: row.name, maxLength: 120 }]}
            fields={{ beneficiary: row.id }}
            action={renameBeneficiary}
            submitLabel={t("save")}
            doneWords={t("saved")}
          />
          <AskedTwice
            label={archived ? t("restore") : t("archive")}
            title={t(archived ? "restoreNamed" : "archiveNamed", { name: row.name })}
            words={t(archived ? "beneficiaries.restoreWords" : "beneficiaries.archiveWords")}
            confirmLabel={archived ? t("restore") : t("archive")}
            doneWords={t("saved")}
            action={archiveBeneficiary}
            fields={{ beneficiary: row.id, archived: archived ? "no" : "yes" }}
          />
        </div>
      </td>
    </tr>
  );
}
