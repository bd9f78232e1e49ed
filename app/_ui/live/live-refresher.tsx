"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { LinkButton } from "../button";
import { Notice } from "../notice";
import { VisuallyHidden } from "../visually-hidden";
import { hearLive, type LiveWord } from "./live-channel";
import { noteUnattended } from "./unattended";

export type LiveProps = {
  /** Only what happens to this ticket; anything at all when absent. */
  reference?: string;
  /** Milliseconds between two refreshments. */
  pace?: number;
  /** What is said to those who listen once `mark` is no longer what it was as the page came. */
  news?: string;
  /** The last thing on the page, for instance a message's id. */
  mark?: string;
};

type Drawn = { words: Words; since: number };
type Words = { title: string; words: string; signIn: string };

/** Milliseconds between two looks when the server cannot tell us by itself. */
const lookEvery = 30_000;

/** Keeps a page as it is on the server, without touching what is being typed in it. */
export function LiveRefresher({ reference, pace = 400, news = "", mark = "", words, since }: LiveProps & Drawn) {
  const router = useRouter();
  const [ended, setEnded] = useState(false);
  const first = useRef(mark);
  const drawn = useRef(since);

  useEffect(() => {
    const refresh = pacedRefresh(() => router.refresh(), pace);
    let looking: ReturnType<typeof setInterval> | undefined;
    const hear = (word: LiveWord) => {
      if (word.about === "ended") setEnded(true);
      else if (word.about === "unreachable") looking ??= setInterval(refresh.soon, lookEvery);
      else if (word.about === "missed" || !reference || word.reference === reference) refresh.soon();
    };
    const leave = hearLive(hear, drawn.current);
    return () => {
      leave();
      refresh.stop();
      clearInterval(looking);
    };
  }, [router, reference, pace]);

  return (
    <>
      <VisuallyHidden role="status">{mark === first.current ? "" : news}</VisuallyHidden>
      {ended && (
        <Notice tone="warning" title={words.title}>
          <p>{words.words}</p>
          <LinkButton href="/sign-in" data-hard onClick={(event) => comeBack(event.currentTarget)}>
            {words.signIn}
          </LinkButton>
        </Notice>
      )}
    </>
  );
}

/** To the sign-in page, and back here from there. */
function comeBack(link: HTMLAnchorElement) {
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}

/** A hidden page waits until it is seen; a page in sight refreshes at most once each `pace`. */
function pacedRefresh(refresh: () => void, pace: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale = false;
  const now = () => {
    timer = undefined;
    if (document.visibilityState === "hidden") {
      stale = true;
      return;
    }
    stale = false;
    noteUnattended();
    refresh();
  };
  const soon = () => {
    timer ??= setTimeout(now, pace);
  };
  const seen = () => {
    if (stale && document.visibilityState === "visible") soon();
  };
  document.addEventListener("visibilitychange", seen);
  return {
    soon,
    stop() {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    },
  };
}
