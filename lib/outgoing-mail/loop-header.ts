/** The header by which a mail of ours that comes back is known; its value is `loopMark`. */
export const loopHeader = "X-Guichet-Loop";
