import { exportList } from "@/app/_doors/api/export-list";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";

const answered = refuseOtherMethods({ GET: (request: Request) => exportList(request, "tickets") });
// A HEAD would make the file, and a line of the journal, for nobody.
const { POST: HEAD } = answered;

export { HEAD };
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = answered;
