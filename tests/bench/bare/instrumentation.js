// The floor takes nothing of ours along: without this file Next would find the site's own one, higher up.
export function register() {}
