"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** Milliseconds without typing after which a draft is written; leaving the page writes it at once. */
const rest = 300;

/** Days after which a forgotten draft is thrown away. */
const lasts = 30;

const prefix = "guichet-draft:";

/**
 * What somebody is writing, kept in this browser under `name` (an account and a thing) through reloads, cuts and the end of a session.
 * `ready` turns true once what was kept has been read.
 */
export function useDraft<Draft extends object>(name: string, empty: Draft) {
  const [draft, setDraft] = useState(empty);
  const [ready, setReady] = useState(false);
  // What was written last, whatever React has drawn of it: an update inside a transition is applied after those that came later.
  const latest = useRef(empty);
  const waiting = useRef<{ timer?: ReturnType<typeof setTimeout>; write?: () => void }>({});

  useEffect(() => {
    const kept = read<Draft>(name);
    latest.current = { ...latest.current, ...kept };
    if (kept) setDraft(latest.current);
    setReady(true);
    const leave = () => waiting.current.write?.();
    window.addEventListener("pagehide", leave);
    return () => {
      leave();
      window.removeEventListener("pagehide", leave);
    };
  }, [name]);

  const change = useCallback(
    (facts: Partial<Draft>) => {
      const now = { ...latest.current, ...facts };
      latest.current = now;
      setDraft(now);
      clearTimeout(waiting.current.timer);
      const write = () => {
        waiting.current = {};
        keep(name, now);
      };
      waiting.current = { write, timer: setTimeout(write, rest) };
    },
    [name],
  );

  const clear = useCallback(() => {
    clearTimeout(waiting.current.timer);
    waiting.current = {};
    localStorage.removeItem(prefix + name);
    latest.current = empty;
    setDraft(empty);
  }, [name, empty]);

  return { draft, ready, change, clear };
}

function read<Draft>(name: string): Partial<Draft> | null {
  try {
    sweep();
    return (
      (JSON.parse(localStorage.getItem(prefix + name) ?? "null") as { draft: Partial<Draft> } | null)?.draft ?? null
    );
  } catch {
    return null;
  }
}

function keep(name: string, draft: object) {
  try {
    if (Object.values(draft).some((value) => value?.length)) {
      localStorage.setItem(prefix + name, JSON.stringify({ at: Date.now(), draft }));
    } else localStorage.removeItem(prefix + name);
  } catch {
    // A browser that keeps nothing (private, full) still lets one write and send.
  }
}

function sweep() {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const { at = 0 } = JSON.parse(localStorage.getItem(key) ?? "{}") as { at?: number };
    if (Date.now() - at > lasts * 86_400_000) localStorage.removeItem(key);
  }
}
