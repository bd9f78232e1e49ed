"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const every = 2_000;

/** Draws the page anew now and then while something on it is being made, and the reader looks at it. */
export function AskAgain() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), every);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
