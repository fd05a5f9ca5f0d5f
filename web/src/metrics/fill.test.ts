import { describe, expect, test } from 'vitest';
import { metricKeys } from '../../../src/metrics/catalogue.ts';
import { formatMessage } from '../app/define-texts.ts';
import { fillOf } from './fill.ts';
import { metricTexts } from './texts.ts';

describe('what a figure without data waits for', () => {
  const words = (metric: (typeof metricKeys)[number]) => {
    const { text, values } = fillOf(metric);
    return formatMessage(metricTexts[text], 'da', values);
  };

  test('is a lead that was handed over long enough ago, where customers are judged after 90 days', () => {
    expect(words('lead_to_customer')).toBe('Kommer, når det første lead blev overdraget for 90 dage siden.');
  });

  test('is a hand-off in the period for a share of them, and the very first one for their number', () => {
    expect(words('contacted_in_time')).toBe('Kommer med den første overdragelse i perioden.');
    expect(words('time_to_first_contact')).toBe('Kommer med den første overdragelse i perioden.');
    expect(words('handed_over')).toBe('Kommer med det første lead.');
  });

  test('is what finance sends, for money', () => {
    expect(words('invoiced_revenue')).toBe('Kommer med den første faktura fra økonomi.');
  });

  test('has words for every metric', () => {
    for (const metric of metricKeys) expect(words(metric), metric).toMatch(/^Kommer.+\.$/);
  });
});
