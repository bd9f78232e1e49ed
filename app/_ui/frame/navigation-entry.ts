import type { ReactNode } from "react";
import type fr from "@/app/messages/fr";
import type { IconName } from "../icons";

/** One way into a part of the product. Who may take it is decided by whoever draws the frame, never here. */
export type NavigationEntry = {
  href: string;
  /** Its name in the catalogue, under `shell.navigation`. */
  key: keyof typeof fr.shell.navigation;
  icon: IconName;
  allowed: boolean;
  /** A count beside the name, for instance of tickets that wait for the reader; may stream in. */
  count?: ReactNode;
  /** Under which heading it stands (`shell.groups`); none: at the top. */
  group?: keyof typeof fr.shell.groups;
  /** Stands in the bar at the foot of a phone (four at most); the others are behind "Menu". */
  primary?: boolean;
  /** Keys that lead there, "g t" being g then t. */
  shortcut?: string;
};
