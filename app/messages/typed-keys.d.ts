import type { Locale } from "@/app/_ui/locale";
import type fr from "@/app/messages/fr";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof fr;
  }
}
