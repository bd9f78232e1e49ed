"use server";

import { redirect } from "next/navigation";
import { leaveBrowser } from "./auth";

/** For the frame's account menu. */
export async function signOutHere(): Promise<void> {
  await leaveBrowser();
  redirect("/sign-in?after=left");
}
