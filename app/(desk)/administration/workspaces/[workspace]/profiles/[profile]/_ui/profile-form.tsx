"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, ChoiceGroup, FormActions, TextField } from "@/app/_ui/field";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { completePermissions, impliedBy, type Permission } from "@/lib/access/permissions";
import { keepTyped } from "../../../../../_ui/keep-typed";
import { SavedToast } from "../../../../../_ui/saved-toast";
import { saveProfile } from "../../actions";
import { permissionGroups } from "./permission-groups";
import styles from "./profile-form.module.css";

type Props = {
  workspace: string;
  profile: { id: string; name: string; permissions: Permission[] };
  readOnly: boolean;
};

/** What a profile is called and what it allows, said in words, one box a permission. */
export function ProfileForm({ workspace, profile, readOnly }: Props) {
  const t = useTranslations("workspaces");
  const [name, setName] = useState(profile.name);
  const [held, setHeld] = useState<readonly Permission[]>(profile.permissions);
  const [state, send] = useActionState<FormState, FormData>(saveProfile, untouched);
  const toggle = (permission: Permission, on: boolean) =>
    setHeld(on ? adding(held, permission) : without(held, permission));
  return (
    <form ref={keepTyped} action={send} noValidate aria-label={t("profile")}>
      <ErrorSummary errors={state.errors} />
      <SavedToast state={state} words={t("saved")} />
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="profile" value={profile.id} />
      {profile.permissions.map((permission) => (
        <input key={permission} type="hidden" name="seen" value={permission} />
      ))}
      {!readOnly && (
        <Panel>
          <TextField
            name="name"
            label={t("name")}
            value={name}
            maxLength={120}
            error={state.errors.find((error) => error.field === "name")?.message}
            onChange={(event) => setName(event.target.value)}
          />
        </Panel>
      )}
      <div className={styles.groups}>
        {Object.entries(permissionGroups).map(([group, permissions]) => (
          <div key={group} className={styles.group}>
            <Panel>
              <ChoiceGroup legend={t(`permissionGroups.${group as keyof typeof permissionGroups}`)}>
                {permissions.map((permission) => (
                  <PermissionChoice
                    key={permission}
                    permission={permission}
                    checked={held.includes(permission)}
                    readOnly={readOnly}
                    toggle={toggle}
                  />
                ))}
              </ChoiceGroup>
            </Panel>
          </div>
        ))}
      </div>
      {!readOnly && (
        <div className={styles.foot}>
          <FormActions>
            <SubmitButton>{t("save")}</SubmitButton>
          </FormActions>
        </div>
      )}
    </form>
  );
}

type ChoiceProps = {
  permission: Permission;
  checked: boolean;
  readOnly: boolean;
  toggle: (permission: Permission, on: boolean) => void;
};

function PermissionChoice({ permission, checked, readOnly, toggle }: ChoiceProps) {
  const t = useTranslations("workspaces");
  return (
    <Choice
      name="permissions"
      value={permission}
      checked={checked}
      disabled={readOnly}
      label={t(`permission.${permission}.label`)}
      hint={t(`permission.${permission}.means`)}
      onChange={(event) => toggle(permission, event.target.checked)}
    />
  );
}

function adding(held: readonly Permission[], permission: Permission): Permission[] {
  return completePermissions([...held, permission]);
}

/** What makes no sense any more goes with it. */
function without(held: readonly Permission[], permission: Permission): Permission[] {
  return held.filter((other) => other !== permission && !impliedBy[other]?.includes(permission));
}
