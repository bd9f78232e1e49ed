import { useTranslations } from "next-intl";
import { Avatar } from "@/app/_ui/avatar";
import { Badge } from "@/app/_ui/badge";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { listGivableProfiles, listManagedMembers } from "@/lib/workspaces/delegation-queries";
import styles from "../../../../_ui/administration.module.css";
import { AskedTwice } from "../../../../_ui/asked-twice";
import { takeOut } from "../actions";
import { ProfileChoice } from "./profile-choice";

type Member = Awaited<ReturnType<typeof listManagedMembers>>[number];
type Profiles = Awaited<ReturnType<typeof listGivableProfiles>>;

/** Who belongs to the workspace, as what, and since when. */
export function MembersTable(props: { workspace: string; members: Member[]; profiles: Profiles }) {
  const t = useTranslations("workspaces");
  return (
    <Table caption={t("side.members")}>
      <thead>
        <tr>
          <th scope="col">{t("member")}</th>
          <th scope="col">{t("profile")}</th>
          <th scope="col">{t("since")}</th>
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody>
        {props.members.map((member) => (
          <MemberRow key={member.accountId} member={member} {...props} />
        ))}
      </tbody>
    </Table>
  );
}

function MemberRow({ member, workspace, profiles }: { member: Member; workspace: string; profiles: Profiles }) {
  const t = useTranslations("workspaces");
  return (
    <tr data-words={`${member.name} ${member.mail} ${member.profileName}`}>
      <td data-main>
        <span className={styles.names}>
          <Avatar name={member.name} />
          {member.name}
          {member.suspendedAt && <Badge tone="warning">{t("suspended")}</Badge>}
        </span>
        <span className={styles.second}>{member.mail}</span>
      </td>
      <td data-label={t("profile")}>
        {member.outOfReach ? (
          <>
            {member.profileName}
            <span className={styles.second}>{t(`outOfReach.${member.outOfReach}`)}</span>
          </>
        ) : (
          <ProfileChoice {...{ workspace, profiles }} member={member} />
        )}
      </td>
      <td data-quiet className={styles.whole} data-label={t("since")}>
        <Timestamp at={member.since} />
      </td>
      <td>
        {!member.outOfReach && (
          <div className={styles.acts}>
            <AskedTwice
              label={t("takeOut")}
              title={t("takeOutNamed", { name: member.name })}
              words={t("takeOutWords")}
              confirmLabel={t("takeOut")}
              doneWords={t("takenOut", { name: member.name })}
              action={takeOut}
              fields={{ workspace, account: member.mail }}
            />
          </div>
        )}
      </td>
    </tr>
  );
}
