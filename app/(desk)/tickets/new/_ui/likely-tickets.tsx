"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Notice } from "@/app/_ui/notice";
import type { LikelyTicket } from "@/lib/tickets/likely-queries";
import { findLikely } from "../likely-action";

/** Milliseconds without a key before it is asked. */
const pause = 600;
const shortest = 8;

/** While something is being written, what may say the same already. It only tells: nothing waits for it, and it may fail. */
export function LikelyTickets({ title }: { title: string }) {
  const t = useTranslations("ticketForms.opening");
  const [likely, setLikely] = useState<LikelyTicket[]>([]);
  useEffect(() => {
    if (title.length < shortest) return setLikely([]);
    let wanted = true;
    const timer = setTimeout(async () => {
      const found = await findLikely(title).catch(() => []);
      if (wanted) setLikely(found);
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [title]);
  return (
    <div aria-live="polite">
      {likely.length > 0 && (
        <Notice title={t("likely")}>
          <ul>
            {likely.map(({ reference, title: other }) => (
              <li key={reference}>
                <a href={`/tickets/${reference}`} target="_blank" rel="noreferrer">
                  {reference}
                </a>{" "}
                <bdi>{other}</bdi>
              </li>
            ))}
          </ul>
          <p>{t("likelyWords")}</p>
        </Notice>
      )}
    </div>
  );
}
