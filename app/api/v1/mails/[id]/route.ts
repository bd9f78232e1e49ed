import { serve } from "@/app/_doors/api/serve";
import * as mails from "@/app/api/v1/_operations/mails";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(mails.get);
