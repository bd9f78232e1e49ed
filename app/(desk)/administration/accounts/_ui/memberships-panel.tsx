import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";

type Membership = { key: string; name: string; profile: string; since: Date };

/** Where the account belongs; it is changed on the page of each workspace. */
export function MembershipsPanel({ memberships }: { memberships: Membership[] }) {
  const t = useTranslations("accounts");
  return (
    <Panel title={t("memberships")} count={memberships.length} flush={memberships.length > 0}>
      {memberships.length === 0 ? (
        <p>{t("noMembership")}</p>
      ) : (
        <Table caption={t("memberships")}>
          <thead>
            <tr>
              <th scope="col">{t("workspace")}</th>
              <th scope="col">{t("profile")}</th>
              <th scope="col">{t("since")}</th>
            </tr>
          </thead>
          <tbody>
            {memberships.map((one) => (
              <tr key={one.key}>
                <td data-main>{one.name}</td>
                <td data-label={t("profile")}>{one.profile}</td>
                <td data-label={t("since")} data-quiet>
                  <Timestamp at={one.since} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
