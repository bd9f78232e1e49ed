"use client";

import "./_ui/tokens.css";
import "./_ui/base.css";
import { Button } from "./_ui/button";
import { MessagePage } from "./_ui/message-page";
import en from "./messages/en/shell.json";
import fr from "./messages/fr/shell.json";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** When even the layout breaks nothing is known of the reader: both languages, and the reference. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="fr">
      <body>
        <title>{fr.errors.title}</title>
        <main>
          <MessagePage
            title={fr.errors.title}
            words={
              <>
                {fr.errors.words} <span lang="en">{en.errors.words}</span>
              </>
            }
            reference={error.digest}
            actions={
              <Button look="primary" icon="refresh" onClick={retry}>
                {fr.errors.retry} · <span lang="en">{en.errors.retry}</span>
              </Button>
            }
          />
        </main>
      </body>
    </html>
  );
}
