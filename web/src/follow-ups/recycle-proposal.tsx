import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { useFollowUpActs, type Followed } from './acts.ts';
import { followUpTexts } from './texts.ts';
import './follow-ups.css';

/** Every agreed attempt was made in vain: one key sends the lead back to marketing for later. */
export default function RecycleProposal({ lead, made, onDone }: { lead: Followed; made: number; onDone?: () => void }) {
  const t = useText(followUpTexts);
  const { recycle, pending } = useFollowUpActs({ ...(onDone && { onDone }) });
  const send = () => recycle?.(lead);
  useKeys({ r: [t('recycle'), send] });
  return (
    <section className="recycle-proposal no-print" aria-label={t('recycle')}>
      <p>
        {t('usedUp', { n: made })}. <span className="second">{t('recycleWhy')}</span>
      </p>
      <div>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          rightSection={<kbd className="recycle-key">R</kbd>}
          onClick={send}
          disabled={pending || !recycle}
        >
          {t('recycle')}
        </Button>
      </div>
    </section>
  );
}
