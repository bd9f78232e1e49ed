import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_ui/client-messages";

/** The pages of mail give the words of their forms to the browser. */
export default function MailsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["ui", "shell", "mail"]}>{children}</ClientMessages>;
}
