import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type fr from "@/app/messages/fr";

/**
 * Hands client components the words of these areas, and no others: whole catalogues would travel with every page.
 * The root layout gives "ui" and "shell"; a page whose client leaves need more wraps them with all the areas they use.
 */
export async function ClientMessages({ areas, children }: { areas: (keyof typeof fr)[]; children: ReactNode }) {
  const messages = await getMessages();
  const chosen = Object.fromEntries(areas.map((area) => [area, messages[area]]));
  return <NextIntlClientProvider messages={chosen}>{children}</NextIntlClientProvider>;
}
