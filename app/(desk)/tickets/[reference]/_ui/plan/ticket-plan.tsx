import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icons";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import { dayOf, localOf, momentsOf } from "@/lib/calendar/local-moment";
import { crossesChangeOfClocks } from "@/lib/planning/window";
import type { TicketPage } from "../read-ticket";
import styles from "./plan.module.css";
import { PlanWindow } from "./plan-window";

/** When a change or a release is carried out, what stands in its way, and for who may the way to say otherwise. */
export async function TicketPlan({ page }: { page: TicketPage }) {
  const { ticket, actions, viewer } = page;
  const { plan } = page.processes;
  const t = await getTranslations("planning.window");
  const mayPlan = actions.includes("change") && ticket.phase !== "closed";
  if (!plan || (!plan.window && !mayPlan)) return null;
  const { window } = plan;
  const zone = viewer.account.timeZone;
  const form = (
    <PlanWindow
      reference={ticket.reference}
      version={ticket.version}
      zone={zone}
      start={window ? localOf(window.start, zone) : ""}
      end={window ? localOf(window.end, zone) : ""}
      reason={window?.reason ?? ""}
      planned={window !== null}
    />
  );
  return (
    <Panel title={t("title")} actions={mayPlan && form}>
      {window ? <Window plan={{ ...plan, window }} zone={zone} /> : <p className={styles.quiet}>{t("none")}</p>}
    </Panel>
  );
}

type Plan = NonNullable<TicketPage["processes"]["plan"]>;
type Settled = Plan & { window: NonNullable<Plan["window"]> };

async function Window({ plan: { window, overlapping, freezes }, zone }: { plan: Settled; zone: string }) {
  const t = await getTranslations("planning.window");
  const planning = await getTranslations("planning");
  const minutes = Math.round((window.end.getTime() - window.start.getTime()) / 60_000);
  const lasts = { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
  const twice = await Promise.all([window.start, window.end].map((moment) => sayTwice(moment, zone)));
  return (
    <>
      <Facts
        facts={[
          [t("from"), <Timestamp key="from" at={window.start} />],
          [t("to"), <Timestamp key="to" at={window.end} />],
          [t("lasts"), t("duration", lasts)],
          [t("reason"), window.reason],
        ]}
      />
      {twice
        .filter((words) => words !== null)
        .map((words) => (
          <Remark key={words}>{words}</Remark>
        ))}
      {crossesChangeOfClocks(window, zone) && <Remark>{t("clocks")}</Remark>}
      {freezes.map(({ id, title }) => (
        <Remark key={id} alert>
          {planning("inFreeze", { title })}
        </Remark>
      ))}
      {overlapping.length > 0 && (
        <Remark alert>
          {t("overlaps")}
          {overlapping.map(({ reference, title }) => (
            <span key={reference} className={styles.other}>
              <a href={`/tickets/${reference}`}>{reference}</a> {title}
            </span>
          ))}
        </Remark>
      )}
      <LinkButton
        href={`/calendar?view=week&day=${dayOf(window.start, zone)}`}
        look="quiet"
        size="small"
        icon="calendar"
      >
        {t("calendar")}
      </LinkButton>
    </>
  );
}

/** An hour that comes twice in the night of autumn is said to be the first or the second one. */
async function sayTwice(moment: Date, zone: string): Promise<string | null> {
  const both = momentsOf(localOf(moment, zone), zone);
  if (both.length < 2) return null;
  const t = await getTranslations("planning.window");
  const which = both[0]!.getTime() === moment.getTime() ? "first" : "second";
  const parts = new Intl.DateTimeFormat("fr-FR", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(moment);
  return t("twice", { which, offset: parts.find(({ type }) => type === "timeZoneName")?.value ?? "" });
}

function Remark({ alert, children }: { alert?: boolean; children: React.ReactNode }) {
  return (
    <div className={styles.remark} data-alert={alert}>
      <Icon name={alert ? "alert" : "info"} size={14} />
      <p>{children}</p>
    </div>
  );
}
