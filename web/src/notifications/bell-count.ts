/** The number on the bell: those counted, or more than that. `most` were asked for. */
export function bellCount(unread: number, most: number): string {
  return unread >= most ? `${most - 1}+` : String(unread);
}
