import { serve } from "@/app/_doors/api/serve";
import * as accounts from "@/app/api/v1/_operations/accounts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(accounts.ownNotices, accounts.notify);
