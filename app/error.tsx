"use client";

import { ErrorWords, type ErrorWordsProps } from "./_ui/error-words";
import { BrandedPage } from "./_ui/message-page";

export default function ErrorPage(props: ErrorWordsProps) {
  return (
    <BrandedPage>
      <ErrorWords {...props} />
    </BrandedPage>
  );
}
