"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Draws the page anew as long as it is there: it is only there while something runs. */
export function WatchProgress() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 500);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
