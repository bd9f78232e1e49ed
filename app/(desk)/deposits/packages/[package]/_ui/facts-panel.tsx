import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/app/_ui/copy-button";
import { FileSize } from "@/app/_ui/file-size";
import { Facts, Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { Timestamp } from "@/app/_ui/timestamp";
import styles from "../../../_ui/deposits.module.css";
import { describe } from "../../../actions";
import type { PackagePage } from "./read-package";
import { SignDialog } from "./sign-dialog";

/** What a package is, where it came from, and how to make sure of it. */
export function FactsPanel({ page: { found, items, may } }: { page: PackagePage }) {
  const t = useTranslations("deposits");
  return (
    <Panel
      title={t("facts.title")}
      actions={
        may.deposit && (
          <>
            {!found.signatureSha256 && found.arrival === "ready" && <SignDialog packageId={found.id} />}
            <DescribeDialog found={found} items={items} />
          </>
        )
      }
    >
      <Facts
        facts={
          [
            [t("columns.folder"), `${t(`environments.${found.environment}`)} · ${t(`kinds.${found.kind}`)}`],
            [t("columns.version"), found.label ? `${found.version} · ${found.label}` : String(found.version)],
            [t("columns.size"), found.size !== null ? <FileSize key="size" bytes={found.size} /> : null],
            [t("facts.sha256"), found.sha256 && <Hash key="hash" name={found.name} sha256={found.sha256} />],
            [t("facts.arrived"), found.arrival === "ready" ? t(`facts.compressed.${found.compressed}`) : null],
            [t("facts.signature"), found.signatureSha256 && <Signature key="signature" found={found} />],
            [t("scan.title"), found.arrival === "ready" ? <Verdict key="verdict" found={found} /> : null],
            [
              t("facts.ticket"),
              found.ticketReference && (
                <a href={`/tickets/${found.ticketReference}`}>
                  {found.ticketReference} · {found.ticketTitle}
                </a>
              ),
            ],
            [
              t("facts.items"),
              items.length === 0
                ? null
                : items.map(({ id, name }, position) => (
                    <span key={id}>
                      {position > 0 && ", "}
                      <a href={`/items/${id}`}>{name}</a>
                    </span>
                  )),
            ],
            [t("facts.depositor"), found.depositorName ?? t("formerMember")],
            [t("columns.deposited"), <Timestamp key="at" at={found.depositedAt} />],
          ] as [string, ReactNode][]
        }
      />
      {found.description && <p className={styles.text}>{found.description}</p>}
    </Panel>
  );
}

type Found = PackagePage["found"];

function Hash({ name, sha256 }: { name: string; sha256: string }) {
  const t = useTranslations("deposits");
  return (
    <>
      <code className={styles.hash}>{sha256}</code>
      <CopyButton text={sha256} size="small" look="quiet" />
      <CopyButton
        text={`echo "${sha256}  ${name}" | sha256sum -c`}
        size="small"
        look="quiet"
        label={t("facts.check")}
      />
    </>
  );
}

function Signature({ found }: { found: Found }) {
  return (
    <>
      <a href={`/api/v1/deposits/${found.id}/signature`}>{found.signatureName}</a>
      <code className={styles.hash}>{found.signatureSha256}</code>
    </>
  );
}

function Verdict({ found: { verdict, scannedAt, scanEngine, threat } }: { found: Found }) {
  const t = useTranslations("deposits.scan");
  if (!scannedAt) return t("unscanned");
  return (
    <>
      {verdict === "infected" ? t("found", { threat: threat ?? "" }) : t("clean")} · <Timestamp at={scannedAt} />
      {scanEngine && ` · ${scanEngine}`}
    </>
  );
}

function DescribeDialog({ found, items }: { found: Found; items: PackagePage["items"] }) {
  const t = useTranslations("deposits");
  const names = items.map(({ name }) => name).join(", ");
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="edit"
      label={t("describe")}
      title={t("describe")}
      wide
      questions={[
        { name: "label", label: t("form.label"), value: found.label, optional: true, maxLength: 80 },
        {
          name: "ticket",
          label: t("form.ticket"),
          hint: t("form.ticketHint"),
          value: found.ticketReference ?? "",
          optional: true,
        },
        { name: "items", label: t("form.items"), hint: t("form.itemsHint"), value: names, optional: true },
        {
          name: "description",
          label: t("form.description"),
          type: "longText",
          value: found.description,
          optional: true,
        },
      ]}
      fields={{ package: found.id }}
      action={describe}
      submitLabel={t("save")}
      doneWords={t("saved")}
    />
  );
}
