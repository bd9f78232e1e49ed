import { serve } from "@/app/_doors/api/serve";
import * as problems from "@/app/api/v1/_operations/problems";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(problems.gather);
