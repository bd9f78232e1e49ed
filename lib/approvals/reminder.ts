const day = 86_400_000;

/**
 * Whether those who have not decided are reminded now: from the eve of the last day on, once a day; without a last day, two days after
 * they were asked and every two days.
 */
export function isReminderDue(
  asked: { askedAt: Date; dueAt: Date | null; remindedAt: Date | null },
  now: Date,
): boolean {
  const last = (asked.remindedAt ?? asked.askedAt).getTime();
  if (!asked.dueAt) return now.getTime() - last >= 2 * day;
  return now.getTime() >= asked.dueAt.getTime() - day && now.getTime() - last >= day;
}
