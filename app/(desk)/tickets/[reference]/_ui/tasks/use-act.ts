import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { showToast } from "@/app/_ui/toast-region";
import type { Said } from "../../actions";

/** Runs one act at a time; a refusal is said, and stays until it is put away. */
export function useAct() {
  const t = useTranslations("ticketForms");
  const [pending, start] = useTransition();
  const run = (act: () => Promise<Said>, after?: () => void) =>
    start(async () => {
      try {
        const { refusal } = await act();
        if (refusal) showToast(refusal, "danger");
        else after?.();
      } catch (error) {
        unstable_rethrow(error);
        showToast(t("connectionLost"), "danger");
      }
    });
  return { pending, run };
}
