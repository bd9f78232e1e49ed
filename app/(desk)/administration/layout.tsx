import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_ui/client-messages";

/** The words that the client leaves of these pages need; each page decides by itself who may see it. */
export default function AdministrationLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["ui", "shell", "administration", "workspaces"]}>{children}</ClientMessages>;
}
