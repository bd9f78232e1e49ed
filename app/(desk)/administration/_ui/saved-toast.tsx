"use client";

import { useEffect } from "react";
import type { FormState } from "@/app/_ui/form-state";
import { showToast } from "@/app/_ui/toast-region";

/** Says that a form was saved, each time it was; the page itself shows what now stands. */
export function SavedToast({ state, words }: { state: FormState; words: string }) {
  useEffect(() => {
    if (state.done) showToast(words);
  }, [state, words]);
  return null;
}
