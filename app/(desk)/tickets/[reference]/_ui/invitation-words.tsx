import { getFormatter, getTranslations } from "next-intl/server";
import { Timestamp } from "@/app/_ui/timestamp";
import type { Invitation, InvitationTime } from "@/lib/mail-reading/invitation";
import styles from "./attachment.module.css";

/** What a calendar file invites to, when and where. */
export async function InvitationWords({ invitation }: { invitation: Invitation }) {
  const t = await getTranslations("tickets.files");
  const { title, start, place, cancelled } = invitation;
  return (
    <span className={styles.nature}>
      {t(cancelled ? "cancelledInvitation" : "natures.invitation")}
      {title && (
        <>
          {" · "}
          <bdi>{title}</bdi>
        </>
      )}
      {start && (
        <>
          {" · "}
          <When time={start} />
        </>
      )}
      {place && (
        <>
          {" · "}
          <bdi>{place}</bdi>
        </>
      )}
    </span>
  );
}

/** A moment in the reader's zone; a time of another place's clocks as it is written, with that place. */
async function When({ time: { at, zone, wholeDay } }: { time: InvitationTime }) {
  const format = await getFormatter();
  if (at.endsWith("Z")) return <Timestamp at={at} />;
  const written = format.dateTime(new Date(wholeDay ? `${at}T00:00:00Z` : `${at}Z`), {
    timeZone: "UTC",
    dateStyle: "medium",
    ...(wholeDay ? {} : { timeStyle: "short" }),
  });
  return zone ? `${written} (${zone})` : written;
}
