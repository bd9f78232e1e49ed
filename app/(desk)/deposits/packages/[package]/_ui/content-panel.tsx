import Form from "next/form";
import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { Button, LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Choice, TextField } from "@/app/_ui/field";
import { FileSize } from "@/app/_ui/file-size";
import { Notice } from "@/app/_ui/notice";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { odditiesOf } from "@/lib/deposits/kinds";
import styles from "../../../_ui/deposits.module.css";
import type { PackagePage } from "./read-package";

/** What the archive says that it holds; nothing of it was extracted. */
export function ContentPanel({ page }: { page: PackagePage }) {
  const t = useTranslations("deposits.content");
  const { found, content, search, after } = page;
  if (found.arrival !== "ready") return null;
  const path = `/deposits/packages/${found.id}`;
  const searched = search.q !== "" || search.odd;
  const address = (position?: number) => {
    const words = new URLSearchParams({
      ...(search.q && { q: search.q }),
      ...(search.odd && { odd: "1" }),
      ...(position !== undefined && { after: String(position) }),
    }).toString();
    return words ? `${path}?${words}` : path;
  };
  return (
    <Panel title={t("title")} flush id="content">
      <Flags flags={found.flags} listing={found.listing} />
      {(content.entries.length > 0 || searched) && (
        <Form action={path} prefetch={false} className={styles.search}>
          <TextField name="q" label={t("search")} defaultValue={search.q} optional type="search" />
          <Choice name="odd" value="1" label={t("oddOnly")} defaultChecked={search.odd} />
          <Button type="submit">{t("find")}</Button>
        </Form>
      )}
      {content.entries.length > 0 ? (
        <Entries entries={content.entries} />
      ) : (
        <Empty
          icon={searched ? "search" : "package"}
          title={t(searched ? "noneFound" : "none")}
          actions={searched && <LinkButton href={path}>{t("clear")}</LinkButton>}
        >
          {t(searched ? "noneFoundWords" : "noneWords")}
        </Empty>
      )}
      <Pagination
        nextHref={content.after !== null ? address(content.after) : null}
        previousHref={after !== undefined ? address() : null}
      />
    </Panel>
  );
}

function Flags({ flags, listing }: Pick<PackagePage["found"], "flags" | "listing">) {
  const t = useTranslations("deposits");
  return (
    <>
      {(listing === "cut" || listing === "unreadable") && (
        <div className={styles.search}>
          <Notice tone="warning">{t(`content.${listing}`)}</Notice>
        </div>
      )}
      {odditiesOf(flags).length > 0 && (
        <div className={styles.search}>
          <Notice tone="warning" title={t("content.odd")}>
            <ul>
              {odditiesOf(flags).map((flag) => (
                <li key={flag}>{t(`flags.${flag}`)}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
    </>
  );
}

function Entries({ entries }: { entries: PackagePage["content"]["entries"] }) {
  const t = useTranslations("deposits");
  return (
    <Table caption={t("content.title")}>
      <thead>
        <tr>
          <th scope="col">{t("content.path")}</th>
          <th scope="col" data-numeric>
            {t("columns.size")}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ position, path, size, directory, flags }) => (
          <tr key={position}>
            <td data-main>
              <span className={styles.path}>{path}</span>{" "}
              {odditiesOf(flags).map((flag) => (
                <Badge key={flag} tone="warning">
                  {t(`flags.${flag}`)}
                </Badge>
              ))}
            </td>
            <td data-numeric>{!directory && size !== null && <FileSize bytes={size} />}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
