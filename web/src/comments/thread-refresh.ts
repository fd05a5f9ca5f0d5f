/** What shows the thread of a hand-off, or what of it is open. */
export const threadRefresh = ['/comments', '/handoffs', '/people', '/companies'];
