import type { ComponentProps } from "react";
import type { Badge } from "@/app/_ui/badge";
import type { ImportState, LineAction } from "@/lib/item-imports/item-import";

type Tone = ComponentProps<typeof Badge>["tone"];

export const stateTones: Record<ImportState, Tone> = {
  reading: "info",
  mapping: "warning",
  judging: "info",
  previewed: "warning",
  applying: "info",
  applied: "success",
  failed: "danger",
  abandoned: "neutral",
};

export const actionTones: Record<LineAction, Tone> = {
  create: "success",
  update: "info",
  same: "neutral",
  refuse: "danger",
};
