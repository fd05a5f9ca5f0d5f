import { useParams } from '@tanstack/react-router';
import { appTexts } from '../app/texts.ts';
import { useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { ImportHistory } from '../imports/import-history.tsx';
import { ImportLink } from '../imports/import-link.tsx';
import { SectionTabs } from '../ui/section-tabs.tsx';
import { CurrencyRates } from './currency-rates.tsx';
import { Deals } from './deals.tsx';
import { Invoices } from './invoices.tsx';
import { RevenueAnswer } from './revenue-answer.tsx';
import { Spend } from './spend.tsx';
import { revenueTexts } from './texts.ts';

const sections = ['invoices', 'deals', 'spend', 'rates', 'imports'] as const;

/** What finance has invoiced, what it belongs to, what it cost, and how it came in. */
export function RevenueScreen() {
  const t = useText(revenueTexts);
  const app = useText(appTexts);
  const may = useMay();
  const { section = 'invoices' } = useParams({ strict: false });
  const kind = section === 'deals' || section === 'spend' ? section : 'invoices';
  return (
    <>
      <RevenueAnswer actions={may('marketing', 'sales', 'finance') && <ImportLink kind={kind}>{t('importFile')}</ImportLink>} />
      <SectionTabs
        label={app('revenue')}
        sections={sections.map((each) => ({ to: each === 'invoices' ? '/revenue' : `/revenue/${each}`, name: t(each) }))}
      />
      {section === 'deals' ? (
        <Deals />
      ) : section === 'spend' ? (
        <Spend />
      ) : section === 'rates' ? (
        <CurrencyRates />
      ) : section === 'imports' ? (
        <ImportHistory />
      ) : (
        <Invoices />
      )}
    </>
  );
}
