import "./_ui/tokens.css";
import "./_ui/base.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "./_ui/client-messages";
import { asScheme, schemeCookie } from "./_ui/scheme";

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#16181d" },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("title"), template: `%s · ${t("title")}` },
    description: t("description"),
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

/** The document: its language, its scheme, its words. Reading cookies makes every page dynamic, as nonces demand. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const scheme = asScheme((await cookies()).get(schemeCookie)?.value);
  return (
    <html lang={await getLocale()} data-scheme={scheme}>
      <body>
        <ClientMessages areas={["ui", "shell"]}>{children}</ClientMessages>
      </body>
    </html>
  );
}
