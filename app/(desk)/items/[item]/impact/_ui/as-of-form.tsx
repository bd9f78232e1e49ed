import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button, LinkButton } from "@/app/_ui/button";
import { TextField } from "@/app/_ui/field";
import styles from "../../../_ui/items.module.css";

/** The impact as relations stood on another day. */
export function AsOfForm({ here, direction, at }: { here: string; direction: string; at: string | null }) {
  const t = useTranslations("items.impact");
  return (
    <Form action={here} prefetch={false} className={styles.asOf}>
      <input type="hidden" name="direction" value={direction} />
      <TextField name="at" label={t("at")} type="date" optional defaultValue={at ?? ""} />
      <Button type="submit">{t("show")}</Button>
      {at && (
        <LinkButton href={`${here}?direction=${direction}`} look="quiet">
          {t("today")}
        </LinkButton>
      )}
    </Form>
  );
}
