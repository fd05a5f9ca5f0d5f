const standards: Record<string, { timeZone: string; currency: string }> = {
  DK: { timeZone: 'Europe/Copenhagen', currency: 'DKK' },
  NO: { timeZone: 'Europe/Oslo', currency: 'NOK' },
  NL: { timeZone: 'Europe/Amsterdam', currency: 'EUR' },
  SE: { timeZone: 'Europe/Stockholm', currency: 'SEK' },
  FI: { timeZone: 'Europe/Helsinki', currency: 'EUR' },
  DE: { timeZone: 'Europe/Berlin', currency: 'EUR' },
  BE: { timeZone: 'Europe/Brussels', currency: 'EUR' },
  GB: { timeZone: 'Europe/London', currency: 'GBP' },
  IE: { timeZone: 'Europe/Dublin', currency: 'EUR' },
  IS: { timeZone: 'Atlantic/Reykjavik', currency: 'ISK' },
  US: { timeZone: 'America/New_York', currency: 'USD' },
};

/** Time zone and currency a workspace starts with; both can be changed under Settings. */
export function countryStandards(country: string): { timeZone: string; currency: string } {
  return standards[country] ?? { timeZone: 'UTC', currency: 'EUR' };
}
