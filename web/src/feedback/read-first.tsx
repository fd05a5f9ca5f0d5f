import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { catalogue } from '../../../src/metrics/catalogue.ts';
import type { FigureAnswer } from '../../../src/metrics/schema.ts';
import { resource } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import type { AskedFigure } from '../metrics/figure-drawer.tsx';
import { Panel } from '../ui/panel.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useShareWords } from './share-words.ts';
import { feedbackTexts } from './texts.ts';

const metric = 'briefing_read_before_contact';

/** Whether what marketing writes is read before the phone rings; the figure opens the first contacts behind it. */
export function ReadFirst({ from, to, onOpen }: { from: string; to: string; onOpen: (figure: AskedFigure) => void }) {
  const t = useText(feedbackTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const share = useShareWords();
  const { data } = useQuery(resource<FigureAnswer>(`/metrics/${metric}`, { from, to }));
  if (!data) return null;
  const title = catalogue[metric].title[language];
  const of = data.n;
  const words = share(typeof data.value === 'number' ? Math.round((data.value * of) / 100) : 0, of);
  return (
    <Panel title={title} sub={t('readFirstSub')}>
      {of === 0 ? (
        <p className="second">{t('noFirstContact')}</p>
      ) : (
        <UnstyledButton
          className="counted-open"
          aria-label={`${words}. ${ui('openRows', { name: title })}`}
          onClick={() => onOpen({ metric, from, to })}
        >
          {words}
        </UnstyledButton>
      )}
    </Panel>
  );
}
