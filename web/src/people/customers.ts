/** Whose word it is who the customers are: both teams'. */
export const customersMayBeChangedBy = (role: string): boolean => ['admin', 'marketing', 'sales'].includes(role);

/** What is read again when a person or a company has changed. */
export const refreshOfCustomers = [
  '/people',
  '/companies',
  '/company-likenesses',
  '/person-likenesses',
  '/leads',
  '/handoffs',
  '/deals',
  '/invoices',
] as const;

/** Where a merge is taken back. */
export const undoPathOf = { '/people': '/merges', '/companies': '/company-merges' } as const;
