"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { showToast } from "@/app/_ui/toast-region";
import styles from "../../../../_ui/administration.module.css";
import { giveProfile } from "../actions";

type Props = {
  workspace: string;
  member: { name: string; mail: string; profileId: string; profileName: string };
  profiles: { id: string; name: string }[];
};

/** A member's profile, changed as soon as another one is chosen; a refusal puts the former one back. */
export function ProfileChoice({ workspace, member, profiles }: Props) {
  const t = useTranslations("workspaces");
  const [chosen, choose] = useOptimistic(member.profileId);
  const [pending, start] = useTransition();
  const change = (profile: string) =>
    start(async () => {
      choose(profile);
      const refused = await giveProfile(workspace, member.mail, profile);
      if (refused) showToast(refused, "danger");
      else showToast(t("profileGiven", { name: member.name }));
    });
  return (
    <select
      className={styles.inlineSelect}
      aria-label={t("profileOf", { name: member.name })}
      aria-busy={pending || undefined}
      value={chosen}
      onChange={(event) => change(event.target.value)}
    >
      {profiles.map((profile) => (
        <option key={profile.id} value={profile.id}>
          {profile.name}
        </option>
      ))}
    </select>
  );
}
