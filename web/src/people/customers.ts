/** Whose word it is who the customers are: both teams'. */
export const customersMayBeChangedBy = (role: string): boolean => ['admin', 'marketing', 'sales'].includes(role);

/** What is read again when a person or a company has changed. */
export const refreshOfCustomers = [
  '/people',
  '/companies',
  '/company-likenesses',
  '/leads',
  '/handoffs',
  '/deals',
  '/invoices',
] as const;
