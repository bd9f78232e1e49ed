import { NotFoundWords } from "@/app/_ui/not-found-words";

/** Inside the frame, whose navigation stays at hand. */
export default NotFoundWords;
