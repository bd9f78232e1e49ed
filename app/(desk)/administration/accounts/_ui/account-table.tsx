import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import { stateOf } from "@/lib/accounts/account";
import type { ListedAccount } from "@/lib/accounts/account-list-queries";
import { AccountStateBadge } from "./account-state-badge";

export function AccountTable({ accounts }: { accounts: ListedAccount[] }) {
  const t = useTranslations("accounts");
  return (
    <Table caption={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("mail")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("created")}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <td data-main>
              <RowLink href={`/administration/accounts/${account.id}`}>{account.name}</RowLink>{" "}
              {account.platformAdministrator && <Badge tone="violet">{t("administrator")}</Badge>}
            </td>
            <td data-label={t("mail")}>{account.mail}</td>
            <td data-label={t("state")}>
              <AccountStateBadge state={stateOf(account)} />
            </td>
            <td data-label={t("created")} data-quiet>
              <Timestamp at={account.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
