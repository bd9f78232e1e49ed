import { serve } from "@/app/_doors/api/serve";
import * as calendar from "@/app/api/v1/_operations/calendar";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(calendar.plan);
