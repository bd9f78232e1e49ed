import { useTranslations } from "next-intl";
import { CopyButton } from "@/app/_ui/copy-button";
import { Panel } from "@/app/_ui/panel";
import { getSettings } from "@/lib/settings/environment";
import styles from "../../_ui/deposits.module.css";

/** How a script deposits a file: announced, sent by pieces that can be resumed (tus 1.0.0), then laid in its folder. */
export function MachinePanel({ project }: { project: string }) {
  const t = useTranslations("deposits.machine");
  const api = `${getSettings().url}/api/v1`;
  const script = `TOKEN=gui_…
FILE=lot.zip
AT=$(curl -sS -D - -o /dev/null -X POST ${api}/uploads \\
  -H "Authorization: Bearer $TOKEN" -H "Tus-Resumable: 1.0.0" \\
  -H "Upload-Length: $(stat -c %s "$FILE")" \\
  -H "Upload-Metadata: filename $(printf %s "$FILE" | base64 -w0),purpose $(printf deposit | base64)" \\
  | tr -d '\\r' | sed -n 's/^location: //Ip')
curl -sS -X PATCH "${getSettings().url}$AT" -H "Authorization: Bearer $TOKEN" \\
  -H "Tus-Resumable: 1.0.0" -H "Upload-Offset: 0" \\
  -H "Content-Type: application/offset+octet-stream" --data-binary @"$FILE"
curl -sS -X POST ${api}/projects/${project}/deposits -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" -d '{"environment": "preproduction",
    "kind": "evolution", "files": [{"upload": "'"\${AT##*/}"'", "path": "'"$FILE"'"}]}'`;
  return (
    <Panel title={t("title")} actions={<CopyButton text={script} size="small" look="quiet" />}>
      <p>{t("words")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard. */}
      <pre className={styles.script} tabIndex={0}>
        {script}
      </pre>
    </Panel>
  );
}
