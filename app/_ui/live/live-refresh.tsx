import { getTranslations } from "next-intl/server";
import { type LiveProps, LiveRefresher } from "./live-refresher";

/** Milliseconds before this moment when the page's reading may have begun. */
const longestDrawing = 2_000;

/** Keeps a page as it is on the server, without touching what is being typed in it. Carries its three sentences with it. */
export async function LiveRefresh(props: LiveProps) {
  const t = await getTranslations("live");
  return (
    <LiveRefresher
      {...props}
      since={Date.now() - longestDrawing}
      words={{ title: t("ended"), words: t("endedWords"), signIn: t("signIn") }}
    />
  );
}
