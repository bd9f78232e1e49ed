"use client";

import { useEffect, useRef } from "react";
import type { KeptFile, Uploads } from "./use-uploads";

/** Joins uploads to a draft: it keeps the files that the server has, and gives them back after a reload. */
export function useKeptFiles(
  draft: { ready: boolean; draft: { files: KeptFile[] }; change: (facts: { files: KeptFile[] }) => void },
  uploads: Uploads,
) {
  const restored = useRef(false);
  const mark = uploads.kept.map((file) => file.id).join();
  // What is on the server changes with its mark, and with nothing else.
  useEffect(() => {
    if (!draft.ready) return;
    if (restored.current) draft.change({ files: uploads.kept });
    else if (draft.draft.files.length > 0) uploads.restore(draft.draft.files);
    restored.current = true;
  }, [draft.ready, mark]);
}
