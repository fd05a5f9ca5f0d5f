import { useText } from '../app/language.tsx';
import { appTexts } from '../app/texts.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { uiTexts } from '../ui/texts.ts';

export function RevenueScreen() {
  const app = useText(appTexts);
  const t = useText(uiTexts);
  return (
    <>
      <PageHeading answer={app('revenue')} />
      <Panel>
        <EmptyState title={t('noRows')} />
      </Panel>
    </>
  );
}
