"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { Table } from "@/app/_ui/table";
import type { ManagedGrant } from "@/lib/workspaces/delegation-queries";
import { GrantRow } from "./grant-row";

/** Every member and what he may do on the project. Arrows go from one choice to the next, Space or Enter makes it. */
export function GrantTable({ project, members }: { project: string; members: ManagedGrant[] }) {
  const t = useTranslations("workspaces");
  return (
    <Table caption={t("rightsOn", { project })}>
      <thead>
        <tr>
          <th scope="col">{t("member")}</th>
          <th scope="col">{t("profile")}</th>
          <th scope="col">{t("givenRight")}</th>
          <th scope="col">{t("effectiveRight")}</th>
        </tr>
      </thead>
      <tbody onKeyDown={walk}>
        {members.map((member) => (
          <GrantRow key={member.accountId} project={project} member={member} />
        ))}
      </tbody>
    </Table>
  );
}

const steps: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function walk(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key];
  const here = (event.target as HTMLElement).closest<HTMLElement>("[data-level]");
  if (!step || !here) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("tr:not([hidden])")];
  const choices = rows.map((row) => [...row.querySelectorAll<HTMLElement>("[data-level]")]);
  const at = choices.findIndex((row) => row.includes(here));
  const column = choices[at]!.indexOf(here);
  choices[at + step[0]]?.[column + step[1]]?.focus();
}
