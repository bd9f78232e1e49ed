"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { Avatar } from "@/app/_ui/avatar";
import { Badge } from "@/app/_ui/badge";
import { showToast } from "@/app/_ui/toast-region";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import type { ManagedGrant } from "@/lib/workspaces/delegation-queries";
import { type GrantLevel, grantLevels, higherLevel } from "@/lib/workspaces/grant";
import administration from "../../../_ui/administration.module.css";
import { setLevel } from "../actions";
import styles from "./grant-row.module.css";

/** One member's right, changed by one press; a refusal puts the former one back. */
export function GrantRow({ project, member }: { project: string; member: ManagedGrant }) {
  const t = useTranslations("workspaces");
  const [level, choose] = useOptimistic<GrantLevel>(member.level);
  const [pending, start] = useTransition();
  const change = (wanted: GrantLevel) => {
    if (wanted === level || !member.givable.includes(wanted)) return;
    start(async () => {
      choose(wanted);
      const refused = await setLevel(project, member.mail, wanted);
      if (refused) showToast(refused, "danger");
    });
  };
  const effective = higherLevel(level, member.fromProfile);
  return (
    <tr data-words={`${member.name} ${member.mail} ${member.profileName}`}>
      <td data-main>
        <span className={administration.names}>
          <Avatar name={member.name} />
          {member.name}
          {member.suspendedAt && <Badge tone="warning">{t("suspended")}</Badge>}
        </span>
        <span className={administration.second}>{member.mail}</span>
      </td>
      <td data-quiet>{member.profileName}</td>
      <td>
        <LevelChoice {...{ member, level, change, pending }} />
      </td>
      <td data-quiet data-label={t("effectiveRight")}>
        <strong className={styles.effective} data-level-shown={effective}>
          {t(`levels.${effective}`)}
        </strong>
        {member.fromProfile !== "none" && <span className={administration.second}>{t("fromProfile")}</span>}
        <VisuallyHidden role="status">{pending ? t("saving") : ""}</VisuallyHidden>
      </td>
    </tr>
  );
}

type ChoiceProps = { member: ManagedGrant; level: GrantLevel; change: (level: GrantLevel) => void; pending: boolean };

function LevelChoice({ member, level, change, pending }: ChoiceProps) {
  const t = useTranslations("workspaces");
  const why = member.givable.length === 0 ? t("outOfReach.yourself") : undefined;
  return (
    <fieldset className={styles.levels} title={why} aria-busy={pending || undefined}>
      <legend className={styles.legend}>
        {t("rightOf", { name: member.name })} {why}
      </legend>
      {grantLevels.map((choice) => (
        <button
          key={choice}
          type="button"
          className={styles.level}
          data-level={choice}
          aria-pressed={choice === level}
          aria-disabled={!member.givable.includes(choice) || undefined}
          tabIndex={choice === level ? 0 : -1}
          onClick={() => change(choice)}
        >
          {t(`levels.${choice}`)}
        </button>
      ))}
    </fieldset>
  );
}
