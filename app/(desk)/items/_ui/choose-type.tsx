import Form from "next/form";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { FormActions, SelectField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import type { ItemType } from "@/lib/items/item-type-queries";
import styles from "./items.module.css";

type Props = { types: ItemType[]; workspaces: { key: string; name: string }[] };

/** Where an item will stand, and of which type it is: what is asked next hangs on both. */
export function ChooseType({ types, workspaces }: Props) {
  const t = useTranslations("items");
  const locale = useLocale();
  return (
    <Panel>
      <Form action="/items/new" prefetch={false} className={styles.narrow}>
        <SelectField name="workspace" label={t("form.where")} hint={t("form.whereHint")}>
          {workspaces.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
          <option value="">{t("platform")}</option>
        </SelectField>
        <SelectField name="type" label={t("filters.type")}>
          {types.map((type) => (
            <option key={type.code} value={type.code}>
              {locale === "en" ? type.labelEn : type.labelFr}
            </option>
          ))}
        </SelectField>
        <FormActions>
          <Button type="submit" look="primary">
            {t("form.next")}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  );
}
