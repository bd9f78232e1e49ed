import { serve } from "@/app/_doors/api/serve";
import * as releases from "@/app/api/v1/_operations/releases";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(releases.decide);
