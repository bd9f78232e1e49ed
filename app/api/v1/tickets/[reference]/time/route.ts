import { serve } from "@/app/_doors/api/serve";
import * as time from "@/app/api/v1/_operations/time";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(time.list, time.add);
