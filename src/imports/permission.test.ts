import { describe, expect, it } from 'vitest';
import { keepersOf, mayImport } from './permission.ts';

describe('files', () => {
  it('of invoices are for finance, of spend for who spends and who pays, of customers for both teams', () => {
    expect(
      ['admin', 'marketing', 'sales', 'finance', 'leadership'].filter((role) => mayImport(role as 'admin', 'invoices')),
    ).toEqual(['admin', 'finance']);
    expect(mayImport('marketing', 'spend') && mayImport('finance', 'spend')).toBe(true);
    expect(mayImport('sales', 'spend') || mayImport('finance', 'people') || mayImport('leadership', 'people')).toBe(false);
    expect(keepersOf('spend')).toBe('marketing or finance or an administrator');
  });
});
