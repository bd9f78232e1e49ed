import { serve } from "@/app/_doors/api/serve";
import * as participants from "@/app/api/v1/_operations/participants";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(participants.remove);
