import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { Badge } from "@/app/_ui/badge";
import { DialogButton } from "@/app/_ui/dialog";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { listOwnTokens } from "@/lib/accounts/token-queries";
import { createMyToken, revokeMyToken } from "../actions";
import styles from "./account.module.css";
import { TokenForm } from "./token-form";

type Token = Awaited<ReturnType<typeof listOwnTokens>>[number];

/** Keys for programs that use the REST API in one's name. */
export function TokensPanel({ tokens, mail }: { tokens: Token[]; mail: string }) {
  const t = useTranslations("account");
  const create = (
    <DialogButton label={t("newToken")} title={t("newToken")} size="small" icon="plus">
      <TokenForm action={createMyToken} mail={mail} />
    </DialogButton>
  );
  return (
    <Panel title={t("tokens")} count={tokens.length} flush={tokens.length > 0} id="tokens" actions={create}>
      {tokens.length === 0 ? (
        <p className={styles.explained}>{t("tokensExplained")}</p>
      ) : (
        <Table caption={t("tokensCaption")}>
          <thead>
            <tr>
              <th scope="col">{t("tokenName")}</th>
              <th scope="col">{t("created")}</th>
              <th scope="col">{t("expires")}</th>
              <th scope="col">{t("lastUsed")}</th>
              <th scope="col">{t("act")}</th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <Row key={token.id} token={token} />
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}

function Row({ token }: { token: Token }) {
  const t = useTranslations("account");
  return (
    <tr>
      <td data-main>{token.name}</td>
      <td data-label={t("created")} data-quiet>
        <Timestamp at={token.createdAt} />
      </td>
      <td data-label={t("expires")} data-quiet>
        {token.expired ? (
          <Badge tone="warning">{t("expired")}</Badge>
        ) : (
          token.expiresAt && <Timestamp at={token.expiresAt} />
        )}
      </td>
      <td data-label={t("lastUsed")} data-quiet>
        {token.lastUsedAt ? <Timestamp at={token.lastUsedAt} show="relative" /> : t("never")}
      </td>
      <td>
        <ActForm action={revokeMyToken} fields={{ token: token.id }}>
          <SubmitButton look="quiet" size="small" aria-label={t("revokeNamed", { name: token.name })}>
            {t("revoke")}
          </SubmitButton>
        </ActForm>
      </td>
    </tr>
  );
}
