"use client";

import { ErrorWords } from "@/app/_ui/error-words";

/** Inside the frame, whose navigation stays at hand. */
export default ErrorWords;
