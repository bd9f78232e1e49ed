import { serve } from "@/app/_doors/api/serve";
import * as majors from "@/app/api/v1/_operations/major-incidents";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(majors.end);
